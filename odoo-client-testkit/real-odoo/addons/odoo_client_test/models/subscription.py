"""Subscriptions as they are from Odoo 17 on: sale orders with a plan."""

from contextlib import contextmanager

from dateutil.relativedelta import relativedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

STATES = [
    ("1_draft", "Quotation"),
    ("2_renewal", "Renewal Quotation"),
    ("3_progress", "In Progress"),
    ("4_paused", "Paused"),
    ("5_renewed", "Renewed"),
    ("6_churn", "Churned"),
    ("7_upsell", "Upsell"),
]
QUOTATIONS = ("1_draft", "2_renewal", "7_upsell")
RUNNING = ("3_progress", "4_paused")


class SaleSubscriptionPlan(models.Model):
    _name = "sale.subscription.plan"
    _description = "Subscription Plan"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company")
    billing_period_value = fields.Integer(default=1, required=True)
    billing_period_unit = fields.Selection(
        [("week", "Weeks"), ("month", "Months"), ("year", "Years")], default="month", required=True
    )
    billing_period_display = fields.Char(compute="_compute_billing_period_display")
    billing_period_display_sentence = fields.Char(compute="_compute_billing_period_display")
    billing_first_day = fields.Boolean()
    auto_close_limit = fields.Integer(default=15)
    auto_close_limit_display = fields.Char(compute="_compute_auto_close_limit_display")
    user_closable = fields.Boolean()
    user_closable_options = fields.Selection(
        [("at_date", "At date of choice"), ("end_of_period", "End of period")], default="end_of_period"
    )
    user_extend = fields.Boolean()
    user_quantity = fields.Boolean()
    pausable_by_user = fields.Boolean()
    related_plan_id = fields.Many2many(
        "sale.subscription.plan", "sale_subscription_plan_related_rel", "plan_id", "related_plan_id"
    )
    invoice_mail_template_id = fields.Many2one("mail.template", domain=[("model", "=", "account.move")])
    subscription_rule_ids = fields.One2many("product.pricelist.item", "plan_id")
    active_subs_count = fields.Integer(compute="_compute_active_subs_count")
    subscription_line_count = fields.Integer(compute="_compute_active_subs_count")

    _billing_period_positive = models.Constraint(
        "CHECK (billing_period_value > 0)", "The billing period must be positive."
    )

    @api.depends("billing_period_value", "billing_period_unit")
    def _compute_billing_period_display(self):
        for plan in self:
            plan.billing_period_display = f"{plan.billing_period_value} {plan.billing_period_unit or ''}"
            plan.billing_period_display_sentence = f"every {plan.billing_period_display}"

    @api.depends("auto_close_limit")
    def _compute_auto_close_limit_display(self):
        for plan in self:
            plan.auto_close_limit_display = self.env._("%s Days", plan.auto_close_limit)

    def _compute_active_subs_count(self):
        for plan in self:
            orders = self.env["sale.order"].search([("plan_id", "=", plan.id), ("subscription_state", "in", RUNNING)])
            plan.active_subs_count = len(orders)
            plan.subscription_line_count = len(orders.order_line.filtered("recurring_invoice"))

    def _period(self):
        return relativedelta(**{f"{self.billing_period_unit}s": self.billing_period_value})

    def _months(self):
        months = {"week": 12 / 52, "month": 1, "year": 12}[self.billing_period_unit or "month"]
        return months * (self.billing_period_value or 1)


class ProductPricelistItem(models.Model):
    _inherit = "product.pricelist.item"

    plan_id = fields.Many2one("sale.subscription.plan")


class SaleOrderCloseReason(models.Model):
    _name = "sale.order.close.reason"
    _description = "Subscription Close Reason"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    is_protected = fields.Boolean(readonly=True)
    visible_in_portal = fields.Boolean(default=True)
    retention_message = fields.Html(translate=True)
    retention_button_text = fields.Char(translate=True)
    retention_button_link = fields.Char()


class SaleOrderLog(models.Model):
    _name = "sale.order.log"
    _description = "Subscription Log"
    _order = "event_date desc, id desc"

    order_id = fields.Many2one("sale.order", required=True, ondelete="cascade", index=True)
    origin_order_id = fields.Many2one("sale.order", index=True)
    event_type = fields.Selection(
        [
            ("0_creation", "New"),
            ("1_expansion", "Expansion"),
            ("15_contraction", "Contraction"),
            ("2_churn", "Churn"),
            ("3_transfer", "Transfer"),
        ],
        required=True,
    )
    event_date = fields.Date(required=True, default=fields.Date.context_today)
    effective_date = fields.Date()
    subscription_state = fields.Selection(STATES, required=True)
    amount_signed = fields.Monetary()
    recurring_monthly = fields.Monetary()
    currency_id = fields.Many2one("res.currency", required=True)
    company_id = fields.Many2one("res.company", related="order_id.company_id", store=True)
    plan_id = fields.Many2one("sale.subscription.plan")
    user_id = fields.Many2one("res.users")
    team_id = fields.Many2one("crm.team")


class ProductTemplate(models.Model):
    _inherit = "product.template"

    recurring_invoice = fields.Boolean("Subscription Product")


class SaleOrder(models.Model):
    _inherit = "sale.order"

    is_subscription = fields.Boolean(compute="_compute_is_subscription", store=True, index=True)
    subscription_state = fields.Selection(
        STATES, compute="_compute_subscription_state", store=True, readonly=False, index=True, copy=False, tracking=True
    )
    plan_id = fields.Many2one("sale.subscription.plan", ondelete="restrict", tracking=True)
    start_date = fields.Date(copy=False, tracking=True)
    end_date = fields.Date(copy=False, tracking=True)
    next_invoice_date = fields.Date(copy=False, tracking=True)
    last_invoice_date = fields.Date(copy=False, readonly=True)
    first_contract_date = fields.Date(copy=False, readonly=True)

    recurring_monthly = fields.Monetary(compute="_compute_recurring", store=True, tracking=True)
    recurring_total = fields.Monetary(compute="_compute_recurring", store=True)
    non_recurring_total = fields.Monetary(compute="_compute_non_recurring_total")
    recurring_details = fields.Html(compute="_compute_recurring_details")
    has_recurring_line = fields.Boolean(compute="_compute_has_recurring_line")

    origin_order_id = fields.Many2one("sale.order", "First Contract", copy=False, readonly=True, index=True)
    subscription_id = fields.Many2one("sale.order", "Parent Contract", copy=False, readonly=True, index=True)
    subscription_child_ids = fields.One2many("sale.order", "subscription_id")
    order_log_ids = fields.One2many("sale.order.log", "order_id", copy=False)
    close_reason_id = fields.Many2one("sale.order.close.reason", copy=False, tracking=True)

    is_closing = fields.Boolean(compute="_compute_is_closing", store=True)
    is_renewing = fields.Boolean(compute="_compute_children")
    is_upselling = fields.Boolean(compute="_compute_children")
    renewal_count = fields.Integer(compute="_compute_children")
    upsell_count = fields.Integer(compute="_compute_children")
    history_count = fields.Integer(compute="_compute_children")
    display_late = fields.Boolean(compute="_compute_display_late")
    archived_product_ids = fields.Many2many("product.product", compute="_compute_archived_products")
    archived_product_count = fields.Integer(compute="_compute_archived_products")

    payment_token_id = fields.Many2one("payment.token", copy=False, check_company=True)
    payment_exception = fields.Boolean(copy=False)
    pending_transaction = fields.Boolean(copy=False)
    is_batch = fields.Boolean(copy=False)
    is_invoice_cron = fields.Boolean(copy=False)
    user_closable = fields.Boolean(related="plan_id.user_closable")
    user_extend = fields.Boolean(related="plan_id.user_extend")
    user_quantity = fields.Boolean(related="plan_id.user_quantity")

    internal_note = fields.Html()
    internal_note_display = fields.Html(
        compute="_compute_internal_note_display", inverse="_inverse_internal_note_display"
    )
    note_order = fields.Many2one("sale.order", compute="_compute_note_order")
    starred = fields.Boolean(compute="_compute_starred", inverse="_inverse_starred")
    starred_user_ids = fields.Many2many("res.users", "odoo_client_test_starred_order_rel", copy=False)
    team_user_id = fields.Many2one("res.users", related="team_id.user_id")
    commercial_partner_id = fields.Many2one(related="partner_id.commercial_partner_id")
    country_id = fields.Many2one("res.country", related="partner_id.country_id", store=True)
    industry_id = fields.Many2one("res.partner.industry", related="partner_id.industry_id", store=True)
    kpi_1month_mrr_delta = fields.Float(compute="_compute_kpi")
    kpi_1month_mrr_percentage = fields.Float(compute="_compute_kpi")
    kpi_3months_mrr_delta = fields.Float(compute="_compute_kpi")
    kpi_3months_mrr_percentage = fields.Float(compute="_compute_kpi")

    # ---------------------------------------------------------------- computed fields

    @api.depends("plan_id", "subscription_state")
    def _compute_is_subscription(self):
        for order in self:
            order.is_subscription = bool(order.plan_id) and order.subscription_state != "7_upsell"

    @api.depends("plan_id")
    def _compute_subscription_state(self):
        for order in self:
            if order.plan_id:
                order.subscription_state = order.subscription_state or "1_draft"
            elif order.state in ("draft", "sent"):
                order.subscription_state = False
            else:
                order.subscription_state = order.subscription_state

    @api.depends(
        "plan_id.billing_period_value",
        "plan_id.billing_period_unit",
        "order_line.price_subtotal",
        "order_line.product_id",
    )
    def _compute_recurring(self):
        for order in self:
            lines = order.order_line.filtered("recurring_invoice") if order.plan_id else order.order_line.browse()
            order.recurring_total = sum(lines.mapped("price_subtotal"))
            order.recurring_monthly = order.recurring_total / order.plan_id._months()

    @api.depends("amount_untaxed", "recurring_total")
    def _compute_non_recurring_total(self):
        for order in self:
            order.non_recurring_total = order.amount_untaxed - order.recurring_total

    @api.depends("order_line.product_id")
    def _compute_has_recurring_line(self):
        for order in self:
            order.has_recurring_line = any(order.order_line.mapped("recurring_invoice"))

    @api.depends("recurring_total", "non_recurring_total")
    def _compute_recurring_details(self):
        for order in self:
            order.recurring_details = f"<p>{order.recurring_total} / {order.non_recurring_total}</p>"

    @api.depends("end_date", "subscription_state")
    def _compute_is_closing(self):
        for order in self:
            order.is_closing = order.subscription_state in RUNNING and bool(order.end_date)

    @api.depends("subscription_child_ids.subscription_state", "subscription_child_ids.state", "origin_order_id")
    def _compute_children(self):
        for order in self:
            children = order.subscription_child_ids.filtered(lambda o: o.state != "cancel")
            upsells = children.filtered(lambda o: o.subscription_state == "7_upsell")
            order.is_renewing = any(child.subscription_state == "2_renewal" for child in children)
            order.is_upselling = any(upsell.state in ("draft", "sent") for upsell in upsells)
            order.renewal_count = len(children - upsells)
            order.upsell_count = len(upsells)
            origin = order.origin_order_id or order
            order.history_count = self.search_count([("origin_order_id", "=", origin.id)]) + 1 if origin.id else 0

    @api.depends("next_invoice_date", "subscription_state")
    def _compute_display_late(self):
        today = fields.Date.today()
        for order in self:
            late = order.next_invoice_date and order.next_invoice_date < today
            order.display_late = bool(late) and order.subscription_state == "3_progress"

    @api.depends("order_line.product_id.active")
    def _compute_archived_products(self):
        for order in self:
            order.archived_product_ids = order.order_line.product_id.filtered(lambda p: not p.active)
            order.archived_product_count = len(order.archived_product_ids)

    def _compute_note_order(self):
        for order in self:
            order.note_order = order.origin_order_id or order

    @api.depends("internal_note", "origin_order_id.internal_note")
    def _compute_internal_note_display(self):
        for order in self:
            order.internal_note_display = order.note_order.internal_note

    def _inverse_internal_note_display(self):
        for order in self:
            order.note_order.internal_note = order.internal_note_display

    @api.depends_context("uid")
    @api.depends("starred_user_ids")
    def _compute_starred(self):
        for order in self:
            order.starred = self.env.user in order.starred_user_ids

    def _inverse_starred(self):
        for order in self:
            order.starred_user_ids = [Command.link(self.env.uid) if order.starred else Command.unlink(self.env.uid)]

    @api.depends("order_log_ids")
    def _compute_kpi(self):
        today = fields.Date.today()
        for order in self:
            for name, months in (("1month", 1), ("3months", 3)):
                logs = order.order_log_ids.filtered(lambda l: l.event_date > today - relativedelta(months=months))
                delta = sum(logs.mapped("amount_signed"))
                before = order.recurring_monthly - delta
                order[f"kpi_{name}_mrr_delta"] = delta
                order[f"kpi_{name}_mrr_percentage"] = delta / before if before else 0

    # ---------------------------------------------------------------- life cycle

    @api.constrains("start_date", "end_date")
    def _check_subscription_dates(self):
        for order in self:
            if order.start_date and order.end_date and order.end_date < order.start_date:
                raise ValidationError(self.env._("A subscription cannot end before it starts."))

    def write(self, vals):
        with self._logging_changes() as orders:
            return super(SaleOrder, orders).write(vals)

    @contextmanager
    def _logging_changes(self):
        """Logs how the orders' state and monthly revenue differ before and after. Of nested ones, only the outermost logs."""
        if self.env.context.get("subscription_logging"):
            yield self
            return
        orders = self.with_context(subscription_logging=True)
        before = {order: order._logged_revenue() for order in orders}
        yield orders
        for order, revenue in before.items():
            order._log_change(revenue)

    def _logged_revenue(self):
        running = self.subscription_state in RUNNING
        return self.subscription_state, running, self.recurring_monthly if running else 0

    def _log_change(self, before):
        state_before, ran, revenue_before = before
        state, runs, revenue = self._logged_revenue()
        if runs and not ran:
            event = "3_transfer" if state_before == "2_renewal" else "0_creation"
        elif ran and not runs:
            event = "3_transfer" if state == "5_renewed" else "2_churn"
        elif runs and revenue != revenue_before:
            event = "1_expansion" if revenue > revenue_before else "15_contraction"
        else:
            return
        self.env["sale.order.log"].sudo().create({
            "order_id": self.id,
            "origin_order_id": (self.origin_order_id or self).id,
            "event_type": event,
            "effective_date": self.start_date if event == "0_creation" else fields.Date.today(),
            "subscription_state": state,
            "amount_signed": revenue - revenue_before,
            "recurring_monthly": revenue,
            "currency_id": self.currency_id.id,
            "plan_id": self.plan_id.id,
            "user_id": self.user_id.id,
            "team_id": self.team_id.id,
        })

    def _confirmation_error_message(self):
        error = super()._confirmation_error_message()
        if not error and self.is_subscription and not self.has_recurring_line:
            return self.env._("You cannot confirm a subscription without a recurring product.")
        return error

    def _action_confirm(self):
        result = super()._action_confirm()
        today = fields.Date.today()
        for order in self.filtered("plan_id"):
            parent = order.subscription_id
            if order.subscription_state == "7_upsell":
                order._apply_upsell()
                continue
            start = order.start_date or (parent.next_invoice_date or today)
            values = {
                "start_date": start,
                "next_invoice_date": order.next_invoice_date or start,
                "first_contract_date": (order.origin_order_id.first_contract_date or start),
            }
            if order.subscription_state == "2_renewal":
                parent.write({"subscription_state": "5_renewed"})
            order.write({**values, "subscription_state": "3_progress"})
        return result

    def _apply_upsell(self):
        """What was upsold is added to the running contract, by line where the line is known."""
        with self.subscription_id._logging_changes() as parent:
            for line in self.order_line.filtered(lambda l: l.recurring_invoice and l.product_uom_qty):
                known = line.parent_line_id or parent.order_line.filtered(lambda l: l.product_id == line.product_id)[:1]
                if known:
                    known.with_env(parent.env).product_uom_qty += line.product_uom_qty
                else:
                    values = {"product_uom_qty": line.product_uom_qty, "price_unit": line.price_unit}
                    parent.order_line = [Command.create({"product_id": line.product_id.id, **values})]

    def set_close(self, close_reason_id=None, renew=False):
        """Ends the subscriptions. Returns nothing."""
        if self.filtered(lambda o: o.subscription_state not in RUNNING):
            raise UserError(self.env._("Only running subscriptions can be closed."))
        for order in self:
            order.write({
                "subscription_state": "5_renewed" if renew else "6_churn",
                "close_reason_id": close_reason_id or order.close_reason_id.id,
                "end_date": max(fields.Date.today(), order.start_date or fields.Date.today()),
            })

    def set_open(self):
        """Takes closed subscriptions up again. Returns nothing."""
        orders = self.filtered(lambda o: o.state == "sale" and o.subscription_state not in QUOTATIONS)
        orders.write({"subscription_state": "3_progress", "end_date": False, "close_reason_id": False})

    def prepare_renewal_order(self):
        return self._prepare_child_order("2_renewal", lambda line: line.product_uom_qty)

    def prepare_upsell_order(self):
        return self._prepare_child_order("7_upsell", lambda line: 0)

    def _prepare_child_order(self, state, quantity):
        self.ensure_one()
        if self.subscription_state not in RUNNING:
            raise UserError(self.env._("Only running subscriptions can be renewed or extended."))
        child = self.create({
            "partner_id": self.partner_id.id,
            "partner_invoice_id": self.partner_invoice_id.id,
            "partner_shipping_id": self.partner_shipping_id.id,
            "pricelist_id": self.pricelist_id.id,
            "company_id": self.company_id.id,
            "user_id": self.user_id.id,
            "team_id": self.team_id.id,
            "plan_id": self.plan_id.id,
            "subscription_state": state,
            "subscription_id": self.id,
            "origin_order_id": (self.origin_order_id or self).id,
            "start_date": self.next_invoice_date if state == "2_renewal" else fields.Date.today(),
            "order_line": [
                Command.create({
                    "product_id": line.product_id.id,
                    "name": line.name,
                    "product_uom_qty": quantity(line),
                    "product_uom_id": line.product_uom_id.id,
                    "price_unit": line.price_unit,
                    "discount": line.discount,
                    "parent_line_id": line.id,
                })
                for line in self.order_line.filtered("recurring_invoice")
            ],
        })
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Renewal") if state == "2_renewal" else self.env._("Upsell"),
            "res_model": "sale.order",
            "res_id": child.id,
            "view_mode": "form",
            "views": [[False, "form"]],
            "target": "current",
            "context": {},
        }


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    recurring_invoice = fields.Boolean(related="product_template_id.recurring_invoice")
    recurring_monthly = fields.Monetary(compute="_compute_recurring_monthly")
    parent_line_id = fields.Many2one("sale.order.line", copy=False, index=True)
    last_invoiced_date = fields.Date(copy=False, readonly=True)
    next_invoice_date = fields.Date(related="order_id.next_invoice_date")
    subscription_plan_id = fields.Many2one(related="order_id.plan_id")
    subscription_start_date = fields.Date(related="order_id.start_date")
    subscription_end_date = fields.Date(related="order_id.end_date")

    @api.depends("price_subtotal", "product_id", "order_id.plan_id")
    def _compute_recurring_monthly(self):
        for line in self:
            plan = line.order_id.plan_id
            line.recurring_monthly = line.price_subtotal / plan._months() if plan and line.recurring_invoice else 0

    @api.model_create_multi
    def create(self, vals_list):
        orders = self.env["sale.order"].browse({vals["order_id"] for vals in vals_list if vals.get("order_id")})
        with orders._logging_changes() as orders:
            return super(SaleOrderLine, self.with_env(orders.env)).create(vals_list).with_env(self.env)

    def write(self, vals):
        with self.order_id._logging_changes() as orders:
            return super(SaleOrderLine, self.with_env(orders.env)).write(vals)

    def unlink(self):
        with self.order_id._logging_changes() as orders:
            return super(SaleOrderLine, self.with_env(orders.env)).unlink()

    def _prepare_invoice_line(self, **optional_values):
        values = super()._prepare_invoice_line(**optional_values)
        if self.recurring_invoice and self.order_id.is_subscription:
            values["subscription_id"] = self.order_id.id
        return values


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    subscription_id = fields.Many2one("sale.order", index="btree_not_null")
    subscription_mrr = fields.Monetary(compute="_compute_subscription_mrr", store=True)

    @api.depends("price_subtotal", "subscription_id.plan_id")
    def _compute_subscription_mrr(self):
        for line in self:
            plan = line.subscription_id.plan_id
            line.subscription_mrr = line.price_subtotal / plan._months() if plan else 0


class AccountMove(models.Model):
    _inherit = "account.move"

    def _post(self, soft=True):
        """Posting the invoice of a period moves the subscription on to the next one."""
        posted = super()._post(soft=soft)
        for line in posted.filtered(lambda m: m.move_type == "out_invoice").invoice_line_ids:
            line.sale_line_ids.filtered("recurring_invoice").last_invoiced_date = line.subscription_id.next_invoice_date
        for order in posted.filtered(lambda m: m.move_type == "out_invoice").invoice_line_ids.subscription_id:
            date = order.next_invoice_date or fields.Date.today()
            order.write({"last_invoice_date": date, "next_invoice_date": date + order.plan_id._period()})
        return posted


class SaleSubscriptionCloseReasonWizard(models.TransientModel):
    """The wizard for both shapes: those of its name close orders, or subscriptions until 15, each with reasons of its own."""

    _name = "sale.subscription.close.reason.wizard"
    _description = "Close Subscription"

    reason_model = fields.Char(default=lambda self: self._default_reason_model())
    close_reason_id = fields.Many2oneReference(model_field="reason_model", required=True)

    @api.model
    def _default_reason_model(self):
        legacy = self.env.context.get("active_model") == "sale.subscription"
        return "sale.subscription.close.reason" if legacy else "sale.order.close.reason"

    @api.constrains("close_reason_id")
    def _check_close_reason(self):
        for wizard in self:
            if not self.env[wizard.reason_model].browse(wizard.close_reason_id).exists():
                raise ValidationError(self.env._("This reason to close a subscription does not exist."))

    def set_close(self):
        """Closes what the context's active_id names. Returns nothing."""
        active = self.env.context.get("active_id")
        if self.reason_model == "sale.subscription.close.reason":
            subscription = self.env["sale.subscription"].browse(active)
            subscription.set_close()
            subscription.close_reason_id = self.close_reason_id
        else:
            self.env["sale.order"].browse(active).set_close(close_reason_id=self.close_reason_id)
