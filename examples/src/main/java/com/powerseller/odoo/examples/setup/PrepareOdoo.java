package com.powerseller.odoo.examples.setup;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Prepares an Odoo 17 or later for provisioning: a group that may read what provisioning reads, a user who is in it, and automation rules that send a webhook when such a
 * record changes. Other servers lack webhooks, or the models that these rules are about: it says so.
 *
 * <p>{@code ODOO_URL}, {@code ODOO_DB}, {@code ODOO_LOGIN} and {@code ODOO_PASSWORD} (or {@code ODOO_API_KEY}) in the environment are an administrator's; {@code APP_LOGIN} is the
 * user's login, {@code saas-app} unless told otherwise; {@code WEBHOOK_URL} is where webhooks go: none are made without it. With the argument {@code --dry-run} it only says what
 * it would do. It can be run again and again: what is there is not made twice, and a webhook's address is replaced.
 *
 * <p>Only Odoo's own pages make API keys, and only for users who may open them. So the user is an internal one at first; run it once more when the key exists, and the group is
 * all that is left to the user. The key goes on to work.
 */
public final class PrepareOdoo {
    static final String GROUP = "Provisioning: may read";

    private static final List<String> READ = List.of(
            "account.move",
            "account.move.line",
            "payment.token",
            "product.product",
            "product.template",
            "res.company",
            "res.currency",
            "res.partner",
            "res.partner.category",
            "res.users",
            "sale.order",
            "sale.order.line",
            "sale.order.log",
            "sale.subscription.plan");

    /** The fields whose change may change what a tenant has. */
    private static final Map<String, List<String>> WATCHED = new TreeMap<>(Map.of(
            "sale.order",
            List.of(
                    "state",
                    "subscription_state",
                    "partner_id",
                    "plan_id",
                    "start_date",
                    "end_date",
                    "payment_token_id",
                    "subscription_id",
                    "origin_order_id"),
            "sale.order.line",
            List.of("product_id", "product_uom_qty"),
            "res.partner",
            List.of("name", "email", "active", "parent_id", "category_id"),
            "account.move",
            List.of("state", "payment_state", "invoice_date_due")));

    /** Stands for the id of what a dry run did not make. */
    private static final long NOT_MADE = 0;

    private final OdooClient odoo;
    private final boolean dryRun;
    private final PrintStream out;

    PrepareOdoo(OdooClient odoo, boolean dryRun, PrintStream out) {
        this.odoo = odoo;
        this.dryRun = dryRun;
        this.out = out;
    }

    /** Runs it; exits with 1 if Odoo says no or does not answer. */
    public static void main(String[] arguments) {
        int status = run(List.of(arguments), System.getenv(), System.out);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Runs it with these arguments and this environment. Returns 0, or 1 if Odoo says no or does not answer. */
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
        try (OdooClient odoo = OdooClient.builder().fromEnvironment(environment).build()) {
            PrepareOdoo preparation = new PrepareOdoo(odoo, arguments.contains("--dry-run"), out);
            preparation.user(environment.getOrDefault("APP_LOGIN", "saas-app"));
            String url = environment.get("WEBHOOK_URL");
            if (url == null) {
                out.println("No webhooks: WEBHOOK_URL is not set.");
            } else {
                preparation.webhooks(url);
            }
            return 0;
        } catch (OdooException | IllegalStateException | IllegalArgumentException e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    private void user(String login) {
        long group = findOrMake(
                "res.groups",
                Domain.of("name", "=", GROUP),
                "the group '" + GROUP + "'",
                () -> values().set("name", GROUP));
        for (String model : READ) {
            long id = find("ir.model", Domain.of("model", "=", model));
            if (id == NOT_MADE) {
                out.println("This server has no " + model + ": nothing to read there.");
                continue;
            }
            findOrMake(
                    "ir.model.access",
                    Domain.<Record>of("group_id", "=", group).and(Domain.of("model_id", "=", id)),
                    "the right to read " + model,
                    () -> values().set("name", GROUP + " " + model)
                            .set("model_id", id)
                            .set("group_id", group)
                            .set("perm_read", true)
                            .set("perm_write", false)
                            .set("perm_create", false)
                            .set("perm_unlink", false));
        }
        String groups = odoo.version().isAtLeast(19) ? "group_ids" : "groups_id";
        long user = findOrMake(
                "res.users",
                Domain.of("login", "=", login),
                "the user " + login,
                () -> values().set("name", "Provisioning")
                        .set("login", login)
                        .set(groups, List.of(Command.set(List.of(internalUsers(), group)))));
        if (find("res.users.apikeys", Domain.of("user_id", "=", user)) == NOT_MADE) {
            out.println("Next: give " + login
                    + " a password, log in with it, make an API key in the preferences, and run this again.");
            return;
        }
        List<?> now = (List<?>) odoo.model("res.users")
                .read(List.of(user), List.of(groups))
                .get(0)
                .get(groups);
        if (!List.of(group).equals(now)) {
            make(
                    "take every group but '" + GROUP + "' from " + login,
                    () -> odoo.model("res.users")
                            .update(user, values().set(groups, List.of(Command.set(List.of(group))))));
        }
    }

    private void webhooks(String url) {
        if (!odoo.version().isAtLeast(17)) {
            throw new IllegalStateException("Odoo " + odoo.version() + " has no webhooks: poll, or go to 17 or later");
        }
        WATCHED.forEach((model, watched) -> {
            long id = find("ir.model", Domain.of("model", "=", model));
            if (id == NOT_MADE) {
                out.println("This server has no " + model + ": no webhook for it.");
                return;
            }
            String name = "Provisioning: " + model;
            Domain<Record> actions = Domain.<Record>of("name", "=", name).and(Domain.of("state", "=", "webhook"));
            findOrMake(
                    "base.automation",
                    Domain.of("name", "=", name),
                    "webhooks about " + model,
                    () -> values().set("name", name)
                            .set("model_id", id)
                            .set("trigger", "on_create_or_write")
                            .set("trigger_field_ids", List.of(Command.set(fields(model, watched))))
                            .set(
                                    "action_server_ids",
                                    List.of(Command.create(values().set("name", name)
                                            .set("model_id", id)
                                            .set("state", "webhook")
                                            .set("webhook_url", url)
                                            .set(
                                                    "webhook_field_ids",
                                                    List.of(Command.set(fields(model, List.of("write_date")))))))));
            List<Long> elsewhere = odoo.model("ir.actions.server")
                    .search(actions.and(Domain.of("webhook_url", "!=", url)))
                    .ids();
            if (!elsewhere.isEmpty()) {
                make(
                        "send the webhooks about " + model + " to the new address",
                        () -> odoo.model("ir.actions.server").update(elsewhere, values().set("webhook_url", url)));
            }
        });
    }

    private long internalUsers() {
        Record reference = odoo.model("ir.model.data")
                .search(Domain.<Record>of("module", "=", "base").and(Domain.of("name", "=", "group_user")))
                .select("res_id")
                .one()
                .orElseThrow();
        return (Long) Objects.requireNonNull(reference.get("res_id"));
    }

    /** Those of the fields that this server has. */
    private List<Long> fields(String model, List<String> names) {
        return odoo.model("ir.model.fields")
                .search(Domain.<Record>of("model", "=", model).and(Domain.of("name", "in", names)))
                .ids();
    }

    private long findOrMake(String model, Domain<Record> which, String what, Supplier<Values<Record>> values) {
        long found = find(model, which);
        return found != NOT_MADE
                ? found
                : make("make " + what, () -> odoo.model(model).create(values.get()));
    }

    private long find(String model, Domain<Record> which) {
        return odoo.withArchived().model(model).search(which).limit(1).ids().stream()
                .findFirst()
                .orElse(NOT_MADE);
    }

    private void make(String what, Runnable change) {
        make(what, () -> {
            change.run();
            return NOT_MADE;
        });
    }

    private long make(String what, Supplier<Long> change) {
        out.println((dryRun ? "Would " : "Did ") + what + ".");
        return dryRun ? NOT_MADE : change.get();
    }

    private static Values<Record> values() {
        return new Values<>();
    }
}
