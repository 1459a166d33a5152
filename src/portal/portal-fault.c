/* SPDX-License-Identifier: GPL-3.0-or-later
 * Faults on demand: what networks and servers do to clients, by path, method and rate. */

#include "portal-fault.h"

#include <string.h>

typedef struct
{
  GPatternSpec *path;
  char *method;   /* (nullable) = any */
  char *provider; /* (nullable) = any */
  double rate;
  gint64 skip;
  gint64 count; /* -1 = without end */
  PortalFault fault;
} Rule;

struct _PortalFaults
{
  GPtrArray *rules;
  GRand *random;
};

static void
rule_free (Rule *self)
{
  g_clear_pointer (&self->path, g_pattern_spec_free);
  g_free (self->method);
  g_free (self->provider);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rule, rule_free)

PortalFaults *
portal_faults_new (guint64 seed)
{
  PortalFaults *self = g_new0 (PortalFaults, 1);
  const guint32 seeds[] = { (guint32) seed, (guint32) (seed >> 32) };

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  self->random = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  return self;
}

void
portal_faults_free (PortalFaults *self)
{
  g_ptr_array_unref (self->rules);
  g_rand_free (self->random);
  g_free (self);
}

static gboolean
set_kind (Rule *rule, const char *value)
{
  static const struct
  {
    const char *name;
    PortalFault fault;
  } kinds[] = {
    { "delay", { PORTAL_FAULT_DELAY, 1000, 0 } }, { "drop-before", { PORTAL_FAULT_DROP_BEFORE, 0, 0 } },
    { "drop", { PORTAL_FAULT_DROP, 0, 0 } },      { "truncate", { PORTAL_FAULT_TRUNCATE, 0, 0 } },
    { "html", { PORTAL_FAULT_HTML, 0, 0 } },      { "401", { PORTAL_FAULT_STATUS, 401, 0 } },
    { "429", { PORTAL_FAULT_STATUS, 429, 1 } },   { "500", { PORTAL_FAULT_STATUS, 500, 0 } },
    { "503", { PORTAL_FAULT_STATUS, 503, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, value))
      {
        rule->fault = kinds[i].fault;
        return TRUE;
      }
  return FALSE;
}

static gboolean
set_member (Rule *rule, const char *name, const char *value, guint *number, guint *after)
{
  guint64 whole = 0;

  if (g_str_equal (name, "kind"))
    return set_kind (rule, value);
  if (g_str_equal (name, "path"))
    {
      g_clear_pointer (&rule->path, g_pattern_spec_free);
      rule->path = g_pattern_spec_new (value);
      return TRUE;
    }
  if (g_str_equal (name, "method"))
    return g_set_str (&rule->method, value), TRUE;
  if (g_str_equal (name, "provider"))
    return g_set_str (&rule->provider, value), TRUE;
  if (g_str_equal (name, "rate"))
    {
      rule->rate = g_ascii_strtod (value, NULL);
      return rule->rate >= 0 && rule->rate <= 1;
    }
  if (!g_ascii_string_to_unsigned (value, 10, 0, 600000, &whole, NULL))
    return FALSE;
  if (g_str_equal (name, "ms"))
    return *number = whole, TRUE;
  if (g_str_equal (name, "after"))
    return *after = whole, TRUE;
  if (g_str_equal (name, "count"))
    return rule->count = whole, TRUE;
  if (g_str_equal (name, "skip"))
    return rule->skip = whole, TRUE;
  return FALSE;
}

static Rule *
parse_rule (const char *spec)
{
  g_autoptr (Rule) rule = g_new0 (Rule, 1);
  g_auto (GStrv) members = g_strsplit (spec, ",", 20);
  guint number = G_MAXUINT, after = G_MAXUINT;

  rule->rate = 1;
  rule->count = -1;
  for (guint i = 0; members[i] != NULL; i++)
    {
      char *equals = strchr (members[i], '=');

      if (equals == NULL)
        return NULL;
      *equals = '\0';
      if (!set_member (rule, g_strstrip (members[i]), g_strstrip (equals + 1), &number, &after))
        return NULL;
    }
  if (rule->fault.kind == PORTAL_FAULT_DELAY && number != G_MAXUINT)
    rule->fault.number = number;
  if (after != G_MAXUINT)
    rule->fault.after = after;
  return rule->fault.kind != PORTAL_FAULT_NONE ? g_steal_pointer (&rule) : NULL;
}

/**
 * portal_faults_set:
 * @specs: (nullable): as --help explains; they take the place of those in force
 * @error: G_IO_ERROR_INVALID_ARGUMENT; those in force then stay
 */
gboolean
portal_faults_set (PortalFaults *self, const char *const *specs, GError **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);

  for (guint i = 0; specs != NULL && specs[i] != NULL; i++)
    {
      Rule *rule = parse_rule (specs[i]);

      if (rule == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is not a fault; see --help", specs[i]);
          return FALSE;
        }
      g_ptr_array_add (rules, rule);
    }
  g_ptr_array_unref (self->rules);
  self->rules = g_steal_pointer (&rules);
  return TRUE;
}

static gboolean
applies (PortalFaults *self, Rule *rule, const char *provider, const char *method, const char *path)
{
  if (rule->count == 0 || (rule->path != NULL && !g_pattern_spec_match_string (rule->path, path)) ||
      (rule->method != NULL && !g_str_equal (rule->method, method)) ||
      (rule->provider != NULL && !g_str_equal (rule->provider, provider)))
    return FALSE;
  if (rule->rate < 1 && g_rand_double (self->random) >= rule->rate)
    return FALSE;
  if (rule->skip > 0)
    {
      rule->skip--;
      return FALSE;
    }
  if (rule->count > 0)
    rule->count--;
  return TRUE;
}

/**
 * portal_faults_draw:
 *
 * Returns: what is to be done to this request: the first rule that applies
 */
PortalFault
portal_faults_draw (PortalFaults *self, const char *provider, const char *method, const char *path)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);

      if (applies (self, rule, provider, method, path))
        return rule->fault;
    }
  return (PortalFault) { PORTAL_FAULT_NONE, 0, 0 };
}

/**
 * portal_faults_mark:
 * @kind: what portal_faults_after() shall do when the answer is there
 */
void
portal_faults_mark (SoupServerMessage *message, PortalFaultKind kind)
{
  g_object_set_data (G_OBJECT (message), "portal-fault", GINT_TO_POINTER (kind));
}

/**
 * portal_faults_close:
 *
 * Closes the connection: the client sees it end without an answer.
 */
void
portal_faults_close (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
}

static void
append_header (const char *name, const char *value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\r\n", name, value);
}

/* Says the whole length and sends half of it. */
static void
truncate_answer (SoupServerMessage *message, const char *type, GBytes *body)
{
  g_autoptr (GString) head = g_string_new (NULL);
  gsize size = body != NULL ? g_bytes_get_size (body) : 0;
  g_autoptr (GIOStream) stream = NULL;
  GOutputStream *output;

  g_string_printf (head, "HTTP/1.1 %u %s\r\n", soup_server_message_get_status (message), "Answer");
  soup_message_headers_foreach (soup_server_message_get_response_headers (message), append_header, head);
  g_string_append_printf (head, "Content-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          type != NULL ? type : "application/octet-stream", MAX (size, 1));
  stream = soup_server_message_steal_connection (message);
  if (stream == NULL)
    return;
  output = g_io_stream_get_output_stream (stream);
  if (g_output_stream_write_all (output, head->str, head->len, NULL, NULL, NULL) && size > 1)
    g_output_stream_write_all (output, g_bytes_get_data (body, NULL), size / 2, NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

/**
 * portal_faults_after:
 * @message: with status and headers, not yet sent
 * @type: (nullable): media type of @body
 * @body: (nullable): the answer
 *
 * Returns: TRUE if the connection is gone and nothing is left to be sent
 */
gboolean
portal_faults_after (PortalFaults *self, SoupServerMessage *message, const char *type, GBytes *body)
{
  PortalFaultKind kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (message), "portal-fault"));

  if (kind == PORTAL_FAULT_DROP)
    portal_faults_close (message);
  else if (kind == PORTAL_FAULT_TRUNCATE)
    truncate_answer (message, type, body);
  else
    return FALSE;
  return TRUE;
}
