"""Python's own xmlrpc.client, unchanged, against the server at argv[1] with the database argv[2]."""
import sys
import xmlrpc.client

url, database = sys.argv[1:3]
common, models, db = (xmlrpc.client.ServerProxy(f'{url}/xmlrpc/2/{name}') for name in ('common', 'object', 'db'))

assert database in db.list()
assert db.create_database('master', 'made', False, 'en_US', 'secret') is True
assert db.drop('master', 'made') is True
uid = common.authenticate(database, 'admin', 'admin', {})
assert uid == 2


def call(model, method, *args, **named):
    return models.execute_kw(database, uid, 'admin', model, method, args, named)


partner = call('res.partner', 'create', {'name': 'Acme', 'is_company': True, 'child_ids': [(0, 0, {'name': 'Anna'})]})
anna = call('res.partner', 'search', [['parent_id', '=', partner]])
assert call('res.partner', 'read', anna, ['name', 'parent_id']) == [{'id': anna[0], 'name': 'Anna', 'parent_id': [partner, 'Acme']}]
assert call('res.partner', 'write', anna, {'function': 'CEO'}) is True
assert call('res.partner', 'search_count', [['function', '=', 'CEO']]) == 1
tag = call('res.partner.category', 'create', {'name': 'VIP'})
call('res.partner', 'write', [partner], {'category_id': [(4, tag)]})
assert call('res.partner', 'search_read', [['category_id', 'in', [tag]]], fields=['category_id']) == [{'id': partner, 'category_id': [tag]}]
invoice = call('account.move', 'create', {
    'move_type': 'out_invoice', 'partner_id': partner,
    'invoice_line_ids': [(0, 0, {'name': 'Subscription', 'quantity': 1, 'price_unit': 99.0})],
})
assert call('account.move', 'read', [invoice], ['partner_id', 'state']) == [{'id': invoice, 'partner_id': [partner, 'Acme'], 'state': 'draft'}]
assert call('res.partner', 'unlink', anna) is True
try:
    call('res.partner', 'write', anna, {'name': 'gone'})
    raise AssertionError('a record that is gone was written')
except xmlrpc.client.Fault as fault:
    assert fault.faultCode == 2, fault
print('fine')
