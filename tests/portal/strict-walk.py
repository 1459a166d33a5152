#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every call of the profile for orders, cart, bills, party, customer, usage and catalogue, through whatever stands before the portal.

strict.sh starts it behind Prism: what breaks a published document comes back as an error, and is a failed test here."""

import base64
import hashlib
import json
import os
import pathlib
import re
import secrets
import sys
import urllib.error
import urllib.parse
import urllib.request

tests = 0
failed = 0


def check(name, good, detail=""):
    global tests, failed
    tests += 1
    if not good:
        failed += 1
    print(f"{'ok' if good else 'not ok'} {tests} - {name}")
    if not good:
        print("# " + str(detail)[:2000].replace("\n", "\n# "))
    return good


class Client:
    def __init__(self, address):
        self.address = address
        self.token = None
        self.discovery = self.send("GET", address + "/.well-known/oauth-protected-resource")[2]
        self.server = self.send("GET", address + "/.well-known/oauth-authorization-server")[2]

    def send(self, method, uri, body=None, form=None, headers=None):
        headers = dict(headers or {})
        data = None
        if form is not None:
            data = urllib.parse.urlencode(form).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        elif body is not None:
            data = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        request = urllib.request.Request(uri, data=data, method=method, headers=headers)
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        text = answer.read()
        try:
            return answer.status, answer.headers, json.loads(text) if text else None
        except ValueError:
            return answer.status, answer.headers, text

    def sign_in(self, user, password, outbox):
        """With the code from the outbox where the provider wants one."""
        verifier = secrets.token_urlsafe(40)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        endpoint = self.server["authorization_challenge_endpoint"]
        start = {"client_id": "foyer", "response_type": "code", "scope": "portal", "code_challenge": challenge,
                 "code_challenge_method": "S256"}
        step = {"client_id": "foyer", "auth_session": self.send("POST", endpoint, form=start)[2]["auth_session"]}
        answer = self.send("POST", endpoint, form=dict(step, username=user, password=password))[2]
        if answer.get("otp_required"):
            newest = max(pathlib.Path(outbox).glob("*.txt"))
            code = re.search(r"\b\d{6}\b", newest.read_text(encoding="utf-8").partition("\n\n")[2]).group()
            answer = self.send("POST", endpoint, form=dict(step, otp=code))[2]
        tokens = self.send("POST", self.server["token_endpoint"],
                           form={"grant_type": "authorization_code", "client_id": "foyer",
                                 "code": answer["authorization_code"], "code_verifier": verifier})[2]
        self.token = tokens["access_token"]

    def api(self, name, path, **query):
        uri = self.discovery["portal_apis"][name] + path
        return uri + ("?" + urllib.parse.urlencode(query) if query else "")

    def own(self, name, href):
        """The address of a thing below the base that discovery names, whatever host its href says."""
        return self.discovery["portal_apis"][name] + re.sub(r"^.*/v4/", "", href)


def walk_lists(client):
    calls = [
        ("customer", "customer", {}),
        ("party", "individual", {}),
        ("party", "individual", {"fields": "givenName"}),
        ("party", "organization", {}),
        ("productOrder", "productOrder", {"sort": "-orderDate", "offset": 0, "limit": 20,
                                          "fields": "id,orderDate,state,orderTotalPrice,productOrderItem"}),
        ("productOrder", "productOrder", {"fields": "state"}),
        ("productOrder", "productOrder", {"sort": "-orderDate", "limit": 500}),
        ("productOrder", "productOrder", {"state": "completed,acknowledged", "orderDate.gte": "2020-01-01", "limit": 5, "q": "a"}),
        ("customerBill", "customerBill", {"sort": "-billDate", "limit": 500}),
        ("customerBill", "customerBill", {"fields": "id,billNo,billDate,paymentDueDate,category,state,amountDue,remainingAmount,"
                                                    "taxIncludedAmount,billDocument"}),
        ("customerBill", "appliedCustomerBillingRate", {"limit": 500}),
        ("usage", "usage", {"usageType": "voiceMonthly", "sort": "-usageDate", "limit": 60}),
        ("usage", "usage", {"usageType": "voiceCall", "sort": "-usageDate", "limit": 500}),
        ("productCatalog", "productOffering", {"limit": 500}),
        ("productCatalog", "productOfferingPrice", {"limit": 500}),
        ("productCatalog", "productOfferingPrice", {"priceType": "usage", "sort": "name"}),
        ("shoppingCart", "shoppingCart", {}),
    ]
    found = {}
    for api, kind, query in calls:
        status, headers, answer = client.send("GET", client.api(api, kind, **query))
        check(f"list {kind} {query}", status == 200 and isinstance(answer, list), answer)
        found.setdefault(kind, []).extend(answer if status == 200 else [])
    return found


def walk_each(client, found):
    apis = {"customer": "customer", "individual": "party", "organization": "party", "productOrder": "productOrder",
            "customerBill": "customerBill", "appliedCustomerBillingRate": "customerBill", "usage": "usage",
            "productOffering": "productCatalog", "productOfferingPrice": "productCatalog"}
    for kind, api in apis.items():
        for thing in found.get(kind, [])[:40:8]:
            status, headers, answer = client.send("GET", client.own(api, thing["href"]))
            check(f"get {kind} {thing['id']}", status == 200 and headers["ETag"], answer)
            if kind in ("customer", "productOrder", "customerBill"):
                status, headers, answer = client.send("GET", client.own(api, thing["href"]) + "?fields=id")
                check(f"get {kind} {thing['id']} fields=id", status == 200, answer)
    for bill in found.get("customerBill", [])[:3]:
        status, headers, answer = client.send("GET", client.api("customerBill", "appliedCustomerBillingRate", **{"bill.id": bill["id"]}))
        check(f"positions of {bill['id']}", status == 200, answer)


def walk_refusals(client, found):
    """What a client meets in a normal life besides 2xx."""
    customer = client.own("customer", found["customer"][0]["href"])
    status, headers, answer = client.send("GET", customer)
    status, again, answer = client.send("GET", customer, headers={"If-None-Match": headers["ETag"]})
    check("304 for what is known already", status == 304 and not answer, (status, answer))
    status, headers, answer = client.send("GET", client.api("productOrder", "productOrder/none"))
    check("404 for what is not there", status == 404 and answer["code"] and answer["reason"], (status, answer))
    person = client.own("party", found["individual"][0]["href"])
    status, headers, answer = client.send("PATCH", person, {"familyName": "X"}, headers={"Content-Type": "application/merge-patch+json"})
    check("428 without If-Match", status == 428, (status, answer))
    status, headers, answer = client.send("PATCH", person, {"familyName": "X"}, headers={"Content-Type": "application/merge-patch+json",
                                                                                        "If-Match": '"old"'})
    check("412 with an old ETag", status == 412, (status, answer))


def walk_profile(client, found):
    for person in found.get("individual", [])[:1]:
        uri = client.own("party", person["href"])
        status, headers, answer = client.send("GET", uri)
        patch = {"familyName": answer["familyName"], "contactMedium": answer.get("contactMedium", []) + [
            {"mediumType": "postalAddress", "preferred": False,
             "characteristic": {"contactType": "shipping", "street1": "Hauptstr. 1", "postCode": "10115", "city": "Berlin",
                                "country": "DE", "@type": "PortalAddress", "name": "Erika Muster", "company": "Muster GmbH"}}]}
        status, headers, answer = client.send("PATCH", uri, patch, headers={"If-Match": headers["ETag"],
                                                                            "Content-Type": "application/merge-patch+json"})
        check("patch individual", status == 200, answer)


def walk_cart(client, found):
    orders = [order for order in found.get("productOrder", []) if order.get("productOrderItem")]
    items = []
    for order in orders[:60:10]:
        for item in order["productOrderItem"]:
            product = {"productOrderItem": [{"productOrderId": order["id"], "orderItemId": item["id"]}]}
            items.append({"id": str(len(items) + 1), "action": "add", "quantity": item.get("quantity", 1),
                          "productOffering": {"id": item["productOffering"]["id"]}, "product": product})
    for offering in [offering for offering in found.get("productOffering", []) if offering.get("isSellable", True)][:2]:
        items.append({"id": str(len(items) + 1), "action": "add", "quantity": 2, "productOffering": {"id": offering["id"]}})
    items.append({"id": "gone", "action": "add", "quantity": 1, "productOffering": {"id": "nobody-sells-this"}})
    status, headers, cart = client.send("POST", client.api("shoppingCart", "shoppingCart"), {"cartItem": items})
    if not check("post cart", status == 201, cart):
        return
    uri = client.own("shoppingCart", cart["href"])
    lines = [{"id": line["id"], "action": "add", "quantity": 3, "productOffering": {"id": line["productOffering"]["id"]}}
             for line in cart["cartItem"][:-1]]
    status, headers, cart = client.send("PATCH", uri, {"cartItem": lines}, headers={"If-Match": headers["ETag"],
                                                                                   "Content-Type": "application/merge-patch+json"})
    if not check("patch cart", status == 200, cart):
        return
    check("get cart", client.send("GET", uri)[0] == 200)
    address = {"@type": "PortalAddress", "name": "Erika Muster", "company": "Muster GmbH", "street1": "Hauptstr. 1", "postCode": "10115",
               "city": "Berlin", "country": "DE"}
    lines = [{"id": line["id"], "action": "add", "quantity": line["quantity"], "productOffering": {"id": line["productOffering"]["id"]},
              "product": {"place": [dict(address, role="shippingAddress"), dict(address, role="billingAddress")]}}
             for line in cart["cartItem"] if line["status"] == "active"]
    body = {"externalId": secrets.token_hex(16), "productOrderItem": lines}
    for turn in ("", " again"):
        status, headers, order = client.send("POST", client.api("productOrder", "productOrder"), body,
                                             headers={"Idempotency-Key": body["externalId"]})
        check("order once" + turn, status == 201, order)
    check("get the new order", client.send("GET", client.own("productOrder", order["href"]))[0] == 200)
    status, headers, answer = client.send("DELETE", uri)
    check("delete cart", status == 204, answer)


def main():
    client = Client(sys.argv[1])
    client.sign_in(sys.argv[2], os.environ["STRICT_PASSWORD"], sys.argv[3])
    found = walk_lists(client)
    walk_each(client, found)
    walk_refusals(client, found)
    walk_profile(client, found)
    walk_cart(client, found)
    print(f"1..{tests}")
    sys.exit(1 if failed else 0)


main()
