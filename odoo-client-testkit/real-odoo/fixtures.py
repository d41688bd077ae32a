# Fed to `odoo shell` on the template database: users, API keys, companies, property definitions.
# Its last line of output is what server.json says of the users.
import json
from datetime import timedelta

from odoo import Command, fields

Users = env["res.users"].with_context(no_reset_password=True)


def user(login, group, name):
    return Users.create({
        "name": name,
        "login": login,
        "email": login + "@example.com",
        "password": login,
        "group_ids": [Command.set([env.ref(group).id])],
    })


def api_key(user):
    # sudo: a key may live longer than the user's group allows
    expiry = fields.Datetime.now() + timedelta(days=3650)
    return env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "odoo-client tests", expiry)


admin = env.ref("base.user_admin")
users = {
    "admin": admin,
    "employee": user("employee", "base.group_user", "Plain Employee"),
    "portal": user("portal", "base.group_portal", "Portal User"),
}
admin.company_ids += env["res.company"].create({"name": "Second Company"})

env["crm.team"].search([], limit=1, order="id").lead_properties_definition = [
    {"name": "p_char", "string": "Char", "type": "char", "default": "dflt"},
    {"name": "p_int", "string": "Int", "type": "integer"},
    {"name": "p_float", "string": "Float", "type": "float"},
    {"name": "p_bool", "string": "Bool", "type": "boolean"},
    {"name": "p_date", "string": "Date", "type": "date"},
    {"name": "p_dt", "string": "Datetime", "type": "datetime"},
    {"name": "p_sel", "string": "Sel", "type": "selection", "selection": [["a", "A"], ["b", "B"]]},
    {"name": "p_tags", "string": "Tags", "type": "tags", "tags": [["x", "X", 1], ["y", "Y", 2]]},
    {"name": "p_text", "string": "Text", "type": "text"},
    {"name": "p_html", "string": "Html", "type": "html"},
    {"name": "p_money", "string": "Money", "type": "monetary", "currency_field": "company_currency"},
    {"name": "p_sep", "string": "Separator", "type": "separator"},
    {"name": "p_m2o", "string": "M2O", "type": "many2one", "comodel": "res.partner"},
    {"name": "p_m2m", "string": "M2M", "type": "many2many", "comodel": "res.partner"},
]
env.cr.commit()
print("FIXTURES " + json.dumps({
    login: {"login": login, "password": login, "apiKey": api_key(u), "uid": u.id} for login, u in users.items()
}))
env.cr.commit()
