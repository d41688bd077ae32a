{
    "name": "Odoo client: test models",
    "summary": "The shape of Enterprise's subscriptions and helpdesk, and a model with one field of every type",
    "description": "For tests of the client only. Written from names and types of fields: no Enterprise code is in it.",
    "author": "odoo-client",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "category": "Hidden",
    "depends": ["sale_management", "crm", "portal", "rating", "utm"],
    "data": [
        "security/ir.model.access.csv",
        "security/rules.xml",
        "data/subscription.xml",
        "data/legacy_subscription.xml",
        "data/helpdesk.xml",
    ],
}
