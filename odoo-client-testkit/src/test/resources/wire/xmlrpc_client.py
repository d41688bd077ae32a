"""Python's own XML-RPC client against a server: xmlrpc_client.py URL DATABASE. Says "fine" if all is as Odoo does it."""

import sys
import xmlrpc.client

url, database = sys.argv[1:]


def service(name, version="/2"):
    return xmlrpc.client.ServerProxy(f"{url}/xmlrpc{version}/{name}")


def equal(actual, expected):
    if actual != expected:
        raise AssertionError(f"expected {expected!r}, got {actual!r}")


def fault(code, text, call, *args):
    try:
        result = call(*args)
    except xmlrpc.client.Fault as e:
        equal(e.faultCode, code)
        if text not in e.faultString:
            raise AssertionError(f"no {text!r} in {e.faultString!r}")
    else:
        raise AssertionError(f"no fault, but {result!r}")


common, db, models = service("common"), service("db"), service("object")

version = common.version()
equal(version["server_version_info"], [18, 0, 0, "final", 0, ""])
equal(common.authenticate(database, "admin", "wrong", {}), False)
uid = common.authenticate(database, "admin", "admin", {})
equal(uid, 2)
equal(common.login(database, "admin", "admin"), uid)


def call(model, method, *args, **kwargs):
    return models.execute_kw(database, uid, "admin", model, method, args, kwargs)


name = "é中😀 <&> ]]> \" ' \t\n"
first = call("x_project", "create", {"name": name, "amount": 0.1, "active": True})
second, third = call("x_project", "create", [{"name": "b", "parent_id": first}, {"name": "c", "count": -5}])
rows = call("x_project", "read", [first, second, third], fields=["name", "amount", "parent_id", "count", "active"])
equal(rows[0], {"id": first, "name": name, "amount": 0.1, "parent_id": False, "count": 0, "active": True})
equal(rows[1]["parent_id"], [first, name])
equal(rows[2]["count"], -5)
equal(call("x_project", "write", [second], {"name": "d"}), True)
equal(call("x_project", "search", [["name", "in", ["d", "c"]]]), [second, third])
equal(models.execute(database, uid, "admin", "x_project", "search_count", []), 3)
equal(call("x_project", "unlink", [third]), True)
equal(call("x_project", "search_count", []), 2)

fault(3, "Access Denied", models.execute_kw, database, uid, "wrong", "x_project", "search", [[]])
fault(2, "Record does not exist", call, "x_project", "write", [999], {"name": "x"})
fault(4, "Private methods", call, "x_project", "_private", [first])
fault(1, "ValueError: Invalid field 'nosuch'", call, "x_project", "read", [first], ["nosuch"])
fault(1, 'FATAL:  database "nosuch" does not exist', common.authenticate, "nosuch", "admin", "admin", {})
old = service("object", "")
fault("AccessDenied", "Access Denied", old.execute_kw, database, uid, "wrong", "x_project", "search", [[]])
fault(
    "warning -- MissingError\n\nRecord does not exist or has been deleted.\n(Record: x_project(999,), User: 2)",
    "",
    old.execute_kw,
    *(database, uid, "admin", "x_project", "unlink", [[999]]),
)

equal(db.list(), [database])
equal(db.create_database("master", "new", False, "en_US", "secret", "boss"), True)
equal(common.authenticate("new", "boss", "secret", {}), 2)
equal(db.duplicate_database("master", database, "copy"), True)
equal(db.rename("master", "copy", "renamed"), True)
dump = db.dump("master", "renamed", "zip")
equal(db.restore("master", "restored", dump), True)
equal(models.execute_kw("restored", uid, "admin", "x_project", "search_count", [[]]), 2)
equal(models.execute_kw("restored", uid, "admin", "x_project", "unlink", [[first]]), True)
equal(models.execute_kw("renamed", uid, "admin", "x_project", "search_count", [[]]), 2)
equal(db.list(), sorted([database, "new", "renamed", "restored"]))
for other in ("new", "renamed", "restored"):
    equal(db.drop("master", other), True)
equal(db.db_exist("renamed"), False)
fault(3, "Access Denied", db.drop, "wrong", database)

print("fine")
