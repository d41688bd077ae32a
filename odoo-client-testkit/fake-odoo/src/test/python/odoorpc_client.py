"""Debian's python3-odoorpc, unchanged, against the server at argv[1] with the database argv[2], series argv[3]."""
import sys
from urllib.parse import urlparse

import odoorpc

url, database, series = urlparse(sys.argv[1]), sys.argv[2], sys.argv[3]
odoo = odoorpc.ODOO(url.hostname, port=url.port)

# The service db, before any login.
assert odoo.version.startswith(series), odoo.version
assert database in odoo.db.list()
odoo.db.create('master', 'made', demo=False, lang='en_US', admin_password='secret')
odoo.db.duplicate('master', 'made', 'twin')
dump = odoo.db.dump('master', 'made')
odoo.db.drop('master', 'twin')
odoo.db.restore('master', 'back', dump)
assert {'made', 'back'} <= set(odoo.db.list()) and 'twin' not in odoo.db.list()
odoo.db.drop('master', 'made')
odoo.db.drop('master', 'back')

try:
    odoo.login(database, 'admin', 'wrong')
    raise AssertionError('a wrong password was let in')
except odoorpc.error.RPCError:
    pass
odoo.login(database, 'admin', 'admin')
assert odoo.env.uid == 2, odoo.env.uid
assert odoo.env.user.login == 'admin', odoo.env.user
assert odoo.env.lang == 'en_US', odoo.env.lang

# Records.
Partner = odoo.env['res.partner']
id = Partner.create({'name': 'Acme', 'is_company': True, 'child_ids': [(0, 0, {'name': 'Anna'}), (0, 0, {'name': 'Bob'})]})
acme = Partner.browse(id)
assert acme.name == 'Acme' and acme.is_company is True
assert sorted(child.name for child in acme.child_ids) == ['Anna', 'Bob']
assert [child.parent_id.id for child in acme.child_ids] == [id, id]
assert acme.email is False
acme.write({'email': 'office@acme.example'})
assert Partner.read([id], ['email'])[0]['email'] == 'office@acme.example'
acme.name = 'Acme AG'
assert Partner.read([id], ['name'])[0]['name'] == 'Acme AG'
anna = Partner.search([('parent_id', '=', id), ('name', '=', 'Anna')])[0]
Partner.write([id], {'child_ids': [(1, anna, {'function': 'CEO'}), (0, 0, {'name': 'Carla'})]})
assert Partner.browse(anna).function == 'CEO'
tag = odoo.env['res.partner.category'].create({'name': 'VIP'})
acme = Partner.browse(id)
acme.category_id += tag
assert Partner.read([id], ['category_id'])[0]['category_id'] == [tag]
acme.category_id -= tag
assert Partner.read([id], ['category_id'])[0]['category_id'] == []
assert Partner.search_count([('id', 'child_of', id)]) == 4
found = Partner.search_read([('name', 'ilike', 'acme')], ['name'], limit=1)
assert found == [{'id': id, 'name': 'Acme AG'}], found
assert [name for _, name in Partner.name_search('Acme AG', limit=1)] == ['Acme AG']
copied = Partner.copy(id)
copied = copied if isinstance(copied, int) else copied[0]
assert Partner.unlink([copied]) is True
assert Partner.search([('id', '=', copied)]) == []
try:
    Partner.write([copied], {'name': 'gone'})
    raise AssertionError('a record that is gone was written')
except odoorpc.error.RPCError as error:
    assert error.info['data']['name'] == 'odoo.exceptions.MissingError', error.info

# Invoices.
Move = odoo.env['account.move']
invoice = Move.create({
    'move_type': 'out_invoice', 'partner_id': id, 'invoice_date': '2026-01-31',
    'invoice_line_ids': [(0, 0, {'name': 'Subscription', 'quantity': 2, 'price_unit': 49.5})],
})
move = Move.browse(invoice)
assert move.partner_id.id == id and move.move_type == 'out_invoice' and str(move.invoice_date) == '2026-01-31'
assert move.amount_total == 99.0, move.amount_total
Move.action_post([invoice])
assert Move.browse(invoice).state == 'posted'

# External ids.
assert odoo.env.ref('base.main_company').id == 1
print('fine')
