# Fed to `odoo shell` on the base database: what is slow to set up and does not depend on the test addon.
env.ref("base.user_admin").password = "admin"
company = env.company
if not company.chart_template:  # account gives no chart to a company without a country
    env["account.chart.template"].try_loading("generic_coa", company=company, install_demo=False)
# A second language, so that tests meet translated errors. Activated last: the users keep English.
env["res.lang"]._activate_lang("fr_FR")
env["ir.module.module"].search([("state", "=", "installed")])._update_translations(["fr_FR"])
env.cr.commit()
print("BASE OK", company.chart_template)
