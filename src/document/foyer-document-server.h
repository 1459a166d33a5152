/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Answers requests on the socket until it is closed. Returns the exit status. */
int foyer_document_server_run (int fd);
