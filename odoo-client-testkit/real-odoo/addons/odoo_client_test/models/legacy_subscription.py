"""`sale.subscription`, the model of its own that subscriptions were in Enterprise up to 15."""

from uuid import uuid4

from dateutil.relativedelta import relativedelta

from odoo import Command, api, fields, models

RULE_TYPES = [("daily", "Days"), ("weekly", "Weeks"), ("monthly", "Months"), ("yearly", "Years")]
BOUNDARIES = [("unlimited", "Forever"), ("limited", "Fixed")]
PAYMENT_MODES = [
    ("manual", "Manually"),
    ("draft_invoice", "Draft"),
    ("validate_send", "Send"),
    ("validate_send_payment", "Send & try to charge"),
    ("success_payment", "Send after successful payment"),
]


class SaleSubscriptionStage(models.Model):
    _name = "sale.subscription.stage"
    _description = "Subscription Stage (until 15)"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    sequence = fields.Integer(default=1)
    fold = fields.Boolean()
    category = fields.Selection(
        [("draft", "Draft"), ("progress", "In Progress"), ("closed", "Closed")], default="draft", required=True
    )
    in_progress = fields.Boolean(compute="_compute_in_progress", store=True)

    @api.depends("category")
    def _compute_in_progress(self):
        for stage in self:
            stage.in_progress = stage.category == "progress"


class SaleSubscriptionCloseReason(models.Model):
    _name = "sale.subscription.close.reason"
    _description = "Subscription Close Reason (until 15)"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)


class SaleSubscriptionTemplate(models.Model):
    _name = "sale.subscription.template"
    _description = "Subscription Template (until 15)"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    code = fields.Char()
    description = fields.Text(translate=True)
    company_id = fields.Many2one("res.company")
    recurring_rule_type = fields.Selection(RULE_TYPES, default="monthly", required=True)
    recurring_interval = fields.Integer(default=1, required=True)
    recurring_rule_boundary = fields.Selection(BOUNDARIES, default="unlimited")
    recurring_rule_count = fields.Integer(default=1)
    payment_mode = fields.Selection(PAYMENT_MODES, default="draft_invoice", required=True)
    user_closable = fields.Boolean()
    auto_close_limit = fields.Integer(default=15)
    good_health_domain = fields.Char(default="[]")
    bad_health_domain = fields.Char(default="[]")
    subscription_count = fields.Integer(compute="_compute_subscription_count")

    def _compute_subscription_count(self):
        for template in self:
            domain = [("template_id", "=", template.id)]
            template.subscription_count = self.env["sale.subscription"].search_count(domain)

    def _period(self):
        unit = {"daily": "days", "weekly": "weeks", "monthly": "months", "yearly": "years"}[self.recurring_rule_type]
        return relativedelta(**{unit: self.recurring_interval})

    def _months(self):
        months = {"daily": 12 / 365, "weekly": 12 / 52, "monthly": 1, "yearly": 12}[self.recurring_rule_type]
        return months * (self.recurring_interval or 1)


class SaleSubscription(models.Model):
    _name = "sale.subscription"
    _description = "Subscription (until 15)"
    _inherit = ["rating.mixin", "mail.activity.mixin"]
    _order = "id desc"

    name = fields.Char(required=True, default="New Subscription", tracking=True)
    code = fields.Char("Reference", required=True, copy=False, index=True, default=lambda self: self._next_code())
    active = fields.Boolean(default=True)
    partner_id = fields.Many2one("res.partner", required=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    country_id = fields.Many2one(related="partner_id.country_id", store=True)
    industry_id = fields.Many2one(related="partner_id.industry_id", store=True)
    pricelist_id = fields.Many2one("product.pricelist")
    analytic_account_id = fields.Many2one("account.analytic.account")
    template_id = fields.Many2one(
        "sale.subscription.template", required=True, default=lambda self: self._default_template()
    )
    stage_id = fields.Many2one(
        "sale.subscription.stage", index=True, tracking=True, default=lambda self: self._stage("draft"), copy=False
    )
    stage_category = fields.Selection(related="stage_id.category", store=True)
    in_progress = fields.Boolean(related="stage_id.in_progress", store=True)
    to_renew = fields.Boolean(copy=False)
    date_start = fields.Date(default=fields.Date.today)
    date = fields.Date("End Date", tracking=True)
    recurring_next_date = fields.Date(default=fields.Date.today, copy=False)
    recurring_invoice_day = fields.Integer(default=lambda self: fields.Date.today().day, copy=False)
    recurring_interval = fields.Integer(related="template_id.recurring_interval")
    recurring_rule_type = fields.Selection(related="template_id.recurring_rule_type")
    recurring_rule_boundary = fields.Selection(related="template_id.recurring_rule_boundary")
    payment_mode = fields.Selection(related="template_id.payment_mode")
    payment_token_id = fields.Many2one("payment.token", copy=False)
    recurring_invoice_line_ids = fields.One2many("sale.subscription.line", "analytic_account_id", copy=True)
    recurring_total = fields.Float(compute="_compute_recurring", store=True)
    recurring_amount_tax = fields.Float(compute="_compute_recurring", store=True)
    recurring_amount_total = fields.Float(compute="_compute_recurring", store=True)
    recurring_monthly = fields.Float(compute="_compute_recurring", store=True)
    kpi_1month_mrr_delta = fields.Float()
    kpi_1month_mrr_percentage = fields.Float()
    kpi_3months_mrr_delta = fields.Float()
    kpi_3months_mrr_percentage = fields.Float()
    health = fields.Selection([("normal", "Neutral"), ("done", "Good"), ("bad", "Bad")], default="normal", copy=False)
    percentage_satisfaction = fields.Integer(default=-1)
    close_reason_id = fields.Many2one("sale.subscription.close.reason", copy=False, tracking=True)
    description = fields.Text()
    uuid = fields.Char(copy=False, default=lambda self: str(uuid4()), required=True)
    tag_ids = fields.Many2many("account.account.tag")
    user_id = fields.Many2one("res.users", default=lambda self: self.env.user, tracking=True)
    team_id = fields.Many2one("crm.team")
    team_user_id = fields.Many2one(related="team_id.user_id")
    starred = fields.Boolean(compute="_compute_starred")
    starred_user_ids = fields.Many2many("res.users", "odoo_client_test_starred_subscription_rel", copy=False)
    invoice_count = fields.Integer(compute="_compute_counts")
    sale_order_count = fields.Integer(compute="_compute_counts")
    website_url = fields.Char(compute="_compute_website_url")

    _uuid_unique = models.Constraint("UNIQUE (uuid)", "The UUID of a subscription must be unique.")

    @api.model
    def _next_code(self):
        return self.env["ir.sequence"].sudo().next_by_code("sale.subscription") or "New"

    @api.model
    def _default_template(self):
        return self.env["sale.subscription.template"].search([], limit=1)

    @api.model
    def _stage(self, category):
        return self.env["sale.subscription.stage"].search([("category", "=", category)], limit=1)

    @api.depends("recurring_invoice_line_ids.price_subtotal", "template_id.recurring_rule_type", "template_id.recurring_interval")
    def _compute_recurring(self):
        for subscription in self:
            total = sum(subscription.recurring_invoice_line_ids.mapped("price_subtotal"))
            subscription.recurring_total = total
            subscription.recurring_amount_tax = 0
            subscription.recurring_amount_total = total
            template = subscription.template_id
            subscription.recurring_monthly = total / template._months() if template else 0

    @api.depends_context("uid")
    @api.depends("starred_user_ids")
    def _compute_starred(self):
        for subscription in self:
            subscription.starred = self.env.user in subscription.starred_user_ids

    def _compute_counts(self):
        self.invoice_count = 0
        self.sale_order_count = 0

    @api.depends("uuid")
    def _compute_website_url(self):
        for subscription in self:
            subscription.website_url = f"/my/subscription/{subscription.id}/{subscription.uuid}"

    @api.depends("name", "code")
    def _compute_display_name(self):
        for subscription in self:
            subscription.display_name = f"{subscription.code} - {subscription.name}"

    def start_subscription(self):
        self.write({"stage_id": self._stage("progress").id})
        return True

    def set_open(self):
        self.write({"stage_id": self._stage("progress").id, "to_renew": False, "date": False, "close_reason_id": False})
        return True

    def set_to_renew(self):
        self.write({"to_renew": True})
        return True

    def set_close(self):
        for subscription in self:
            end = subscription.date or max(fields.Date.today(), subscription.date_start or fields.Date.today())
            subscription.write({"stage_id": self._stage("closed").id, "to_renew": False, "date": end})
        return True

    def prepare_renewal_order(self):
        """Makes a plain order of the lines; here nothing follows when it is confirmed."""
        self.ensure_one()
        order = self.env["sale.order"].create({
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "origin": self.code,
            "order_line": [
                Command.create({
                    "product_id": line.product_id.id,
                    "name": line.name,
                    "product_uom_qty": line.quantity,
                    "price_unit": line.price_unit,
                    "discount": line.discount,
                })
                for line in self.recurring_invoice_line_ids
            ],
        })
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Renewal"),
            "res_model": "sale.order",
            "res_id": order.id,
            "view_mode": "form",
            "views": [[False, "form"]],
        }


class SaleSubscriptionLine(models.Model):
    _name = "sale.subscription.line"
    _description = "Subscription Line (until 15)"
    _order = "id"

    # Enterprise called the link to the subscription so, a relic of the time when subscriptions were analytic accounts.
    analytic_account_id = fields.Many2one(
        "sale.subscription", "Subscription", required=True, ondelete="cascade", index=True
    )
    product_id = fields.Many2one("product.product", required=True)
    company_id = fields.Many2one(related="analytic_account_id.company_id", store=True)
    currency_id = fields.Many2one(related="analytic_account_id.currency_id")
    name = fields.Text("Description", required=True)
    quantity = fields.Float(default=1)
    uom_id = fields.Many2one("uom.uom", "Unit of Measure", required=True)
    price_unit = fields.Float(required=True, digits="Product Price")
    discount = fields.Float(digits="Discount")
    price_subtotal = fields.Monetary(compute="_compute_price_subtotal", store=True)

    @api.depends("quantity", "price_unit", "discount")
    def _compute_price_subtotal(self):
        for line in self:
            line.price_subtotal = line.quantity * line.price_unit * (1 - line.discount / 100)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            product = self.env["product.product"].browse(vals.get("product_id"))
            vals.setdefault("name", product.display_name)
            vals.setdefault("uom_id", product.uom_id.id)
            vals.setdefault("price_unit", product.lst_price)
        return super().create(vals_list)
