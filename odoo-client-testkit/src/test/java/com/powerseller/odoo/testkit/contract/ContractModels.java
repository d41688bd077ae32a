package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the models of the addon {@code odoo_client_test} do, for a fake. */
final class ContractModels {
    private ContractModels() {}

    /** By the models' technical names. */
    static Map<String, Behaviour> behaviours() {
        Map<String, Behaviour> all = new LinkedHashMap<>();
        all.put("odoo.client.test", ContractModels::test);
        all.put("odoo.client.test.group", group -> group.label("Client Test Group"));
        all.put(
                "odoo.client.test.tag",
                tag -> tag.label("Client Test Tag").order("name, id").translated("name"));
        all.put(
                "odoo.client.test.line",
                line -> line.label("Client Test Line")
                        .order("sequence, id")
                        .defaultValue("sequence", 10L)
                        .onDelete("test_id", OnDelete.CASCADE));
        all.put(
                "odoo.client.test.counter",
                counter -> counter.label("Client Test Counter")
                        .recordName("key")
                        .unique("A counter with this key exists.", "key"));
        all.replaceAll((model, behaviour) -> definition -> {
            behaviour.define(definition);
            definition.rights(rights -> rights.allow("base.group_user", "r").allow("base.group_system", "rwcd"));
        });
        return all;
    }

    private static void test(ModelDefinition test) {
        test.label("Client Test")
                .rights(rights -> rights.rule(
                                "Client Test: no secret records", "[('secret', '=', False)]", "base.group_user")
                        .rule("Client Test: all records for administrators", "[(1, '=', 1)]", "base.group_system")
                        .restrict("restricted_field", "base.group_system"))
                .translated("translated_field")
                .defaultValue("default_field", "the default")
                .defaultValue("currency_id", none -> currencyOfTheCompany(none))
                .onDelete("parent_id", OnDelete.RESTRICT)
                .onDelete("group_id", OnDelete.RESTRICT)
                .propertiesDefinedBy("properties_field", "group_id.properties_definition")
                .computed("computed_field", record -> record.text("name") + "/" + record.text("char_field"))
                .computed("stored_computed_field", ContractModels::quantity)
                .related("related_field", "partner_id", "email")
                .plain("readonly_field")
                .notCopied("not_copied_field", "unique_field")
                .unique("The unique field must be unique.", "unique_field")
                .check(
                        "The percentage must be between 0 and 100.",
                        record -> record.number("percent_field") >= 0 && record.number("percent_field") <= 100)
                .constraint(ContractModels::checkConstrained);
        methods(test);
    }

    private static @Nullable Object currencyOfTheCompany(Records none) {
        Records currencies = none.search("res.currency", List.of());
        return currencies.isEmpty() ? null : currencies.ids().get(0);
    }

    private static double quantity(Records record) {
        return record.related("line_ids").each().stream()
                .mapToDouble(line -> line.number("quantity"))
                .sum();
    }

    private static void checkConstrained(Records records) {
        for (Records record : records.each()) {
            if (record.text("constrained_field").equals("invalid")) {
                throw FakeErrors.validationError("The constrained field of " + record.text("name") + " is invalid.");
            }
        }
    }

    private static void methods(ModelDefinition test) {
        test.modelMethod("echo", call -> call.argument(0, "value"))
                .modelMethod("return_none", call -> null)
                .modelMethod("whoami", ContractModels::whoami)
                .modelMethod(
                        "big", call -> "x".repeat(((Long) Objects.requireNonNull(call.argument(0, "n"))).intValue()))
                .modelMethod("raise_error", ContractModels::raise)
                .method("names", ContractModels::names)
                .method("rename", call -> {
                    call.records().set("name", call.argument(0, "name"));
                    return null;
                })
                .method("itself", MethodCall::records)
                .privateMethod("private_by_decorator");
    }

    private static Object whoami(MethodCall call) {
        Records self = call.records();
        String lang = self.lang();
        Object tz = self.context().get("tz");
        return Map.of(
                "uid", self.uid(),
                "lang", lang == null ? false : lang,
                "tz", tz == null ? false : tz,
                "company_id", self.company(),
                "company_ids", self.companies(),
                "context", self.context());
    }

    private static Object names(MethodCall call) {
        List<String> names = new ArrayList<>();
        call.records().each().forEach(record -> names.add(record.text("name")));
        return call.argument(0, "separator") instanceof String separator ? String.join(separator, names) : names;
    }

    private static @Nullable Object raise(MethodCall call) {
        throw switch (String.valueOf(call.argument(0, "kind"))) {
            case "user" -> FakeErrors.userError("A user error.");
            case "validation" -> FakeErrors.validationError("A validation error.");
            case "access" -> FakeErrors.accessError("An access error.");
            case "access_denied" -> FakeErrors.of("odoo.exceptions.AccessDenied", "Access Denied");
            case "missing" -> FakeErrors.of("odoo.exceptions.MissingError", "A missing record.");
            case "lock" -> FakeErrors.of("odoo.exceptions.LockError", "A lock error.");
            case "concurrency" -> FakeErrors.of("odoo.exceptions.ConcurrencyError", "A concurrency error.");
            case "value" -> FakeErrors.of("builtins.ValueError", "A value error.");
            case "type" -> FakeErrors.of("builtins.TypeError", "A type error.");
            case "key" -> FakeErrors.of("builtins.KeyError", "'a_key'");
            case "attribute" -> FakeErrors.of("builtins.AttributeError", "An attribute error.");
            case "zero_division" -> FakeErrors.of("builtins.ZeroDivisionError", "division by zero");
            case "not_implemented" -> FakeErrors.of("builtins.NotImplementedError", "Not implemented.");
            case "serialization", "serialization_at_once" ->
                FakeErrors.of("psycopg2.errors.SerializationFailure", "raised on demand\n");
            case "deadlock" -> FakeErrors.of("psycopg2.errors.DeadlockDetected", "raised on demand\n");
            case "lock_not_available" -> FakeErrors.of("psycopg2.errors.LockNotAvailable", "raised on demand\n");
            case "query_canceled" -> FakeErrors.of("psycopg2.errors.QueryCanceled", "raised on demand\n");
            default -> FakeErrors.of("builtins.KeyError", "'" + call.argument(0, "kind") + "'");
        };
    }
}
