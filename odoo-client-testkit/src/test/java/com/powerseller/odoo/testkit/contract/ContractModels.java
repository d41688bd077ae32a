package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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
                .stored("stored_computed_field", ContractModels::quantity, "line_ids.quantity")
                .related("related_field", "partner_id", "email")
                .plain("readonly_field")
                .notCopied("not_copied_field", "unique_field")
                .bigIntegers("big_integer_field")
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
                .parameters("echo", "value=None")
                .modelMethod("return_none", call -> null)
                .parameters("return_none", "")
                .modelMethod(
                        "big", call -> "x".repeat(((Long) Objects.requireNonNull(call.argument(0, "n"))).intValue()))
                .parameters("big", "n")
                .modelMethod("positional", ContractModels::positional)
                .parameters("positional", "a, b, c=3")
                .modelMethod("kwargs_only", ContractModels::named)
                .parameters("kwargs_only", "*, a, b=2")
                .modelMethod("whoami", ContractModels::whoami)
                .parameters("whoami", "")
                .modelMethod("slow", ContractModels::slow)
                .parameters("slow", "seconds, key=None")
                .modelMethod("count_calls", call -> countCall(call.records(), call.argument(0, "key")))
                .parameters("count_calls", "key")
                .modelMethod("fail_first", failFirst())
                .parameters("fail_first", "key, times, kind='serialization'")
                .modelMethod("raise_error", ContractModels::raise)
                .parameters("raise_error", "kind")
                .method("names", ContractModels::names)
                .parameters("names", "separator=None")
                .method("rename", call -> {
                    call.records().set("name", call.argument(0, "name"));
                    return null;
                })
                .parameters("rename", "name")
                .method("itself", MethodCall::records)
                .parameters("itself", "")
                .privateMethod("private_by_decorator");
    }

    private static List<@Nullable Object> positional(MethodCall call) {
        Object third = call.argument(2, "c");
        boolean isGiven = call.positional().size() > 2 || call.named().containsKey("c");
        return Arrays.asList(call.argument(0, "a"), call.argument(1, "b"), isGiven ? third : 3L);
    }

    private static Object named(MethodCall call) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("a", call.named().get("a"));
        answer.put("b", call.named().containsKey("b") ? call.named().get("b") : 2L);
        return answer;
    }

    private static Object whoami(MethodCall call) {
        Records caller = call.records();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("uid", caller.uid());
        answer.put(
                "login",
                caller.sudo().browse("res.users", List.of(caller.uid())).text("login"));
        answer.put("lang", orFalse(caller.lang()));
        answer.put("tz", orFalse(caller.context().get("tz")));
        answer.put("company_id", caller.company());
        answer.put("company_ids", caller.companies());
        answer.put("context", caller.context());
        return answer;
    }

    private static Object orFalse(@Nullable Object value) {
        return value == null ? false : value;
    }

    /** Takes its time, as the addon's does. */
    private static Object slow(MethodCall call) {
        Object seconds = Objects.requireNonNull(call.argument(0, "seconds"));
        try {
            Thread.sleep((long) (((Number) seconds).doubleValue() * 1000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Object key = call.argument(1, "key");
        if (key != null) {
            countCall(call.records(), key);
        }
        return seconds;
    }

    private static Object countCall(Records records, @Nullable Object key) {
        Records counters = records.search("odoo.client.test.counter", List.of(Arrays.asList("key", "=", key)));
        if (counters.isEmpty()) {
            counters = records.browse("odoo.client.test.counter", List.of()).create(Map.of("key", String.valueOf(key)));
        }
        long calls = (long) counters.number("calls") + 1;
        counters.set("calls", calls);
        return calls;
    }

    /** Counts the attempts where a rollback does not reach them. */
    private static ModelDefinition.Method failFirst() {
        Map<Object, Long> attempts = new ConcurrentHashMap<>();
        return call -> {
            Object key = Objects.requireNonNull(call.argument(0, "key"));
            long attempt = attempts.merge(key, 1L, Long::sum);
            if (attempt <= (Long) Objects.requireNonNull(call.argument(1, "times"))) {
                Object kind = call.argument(2, "kind");
                throw error(kind == null ? "serialization" : String.valueOf(kind));
            }
            return attempt;
        };
    }

    private static Object names(MethodCall call) {
        List<String> names = new ArrayList<>();
        call.records().each().forEach(record -> names.add(record.text("name")));
        return call.argument(0, "separator") instanceof String separator ? String.join(separator, names) : names;
    }

    private static @Nullable Object raise(MethodCall call) {
        throw error(String.valueOf(call.argument(0, "kind")));
    }

    private static RuntimeException error(String kind) {
        return switch (kind) {
            case "user" -> FakeErrors.userError("A user error.");
            case "validation" -> FakeErrors.validationError("A validation error.");
            case "access" -> FakeErrors.accessError("An access error.");
            case "access_denied" -> FakeErrors.of("odoo.exceptions.AccessDenied", "Access Denied");
            case "missing" -> FakeErrors.of("odoo.exceptions.MissingError", "A missing record.");
            case "redirect" -> FakeErrors.redirectWarning("A redirect warning.", 55, "Go there");
            case "lock" -> FakeErrors.of("odoo.exceptions.LockError", "A lock error.");
            case "concurrency" -> FakeErrors.of("odoo.exceptions.ConcurrencyError", "A concurrency error.");
            case "value" -> FakeErrors.of("builtins.ValueError", "A value error.");
            case "type" -> FakeErrors.of("builtins.TypeError", "A type error.");
            case "key" -> FakeErrors.of("builtins.KeyError", "a_key");
            case "attribute" -> FakeErrors.of("builtins.AttributeError", "An attribute error.");
            case "zero_division" -> FakeErrors.of("builtins.ZeroDivisionError", "division by zero");
            case "not_implemented" -> FakeErrors.of("builtins.NotImplementedError", "Not implemented.");
            case "session_expired" -> FakeErrors.of("odoo.http.SessionExpiredException", "Session expired");
            case "not_found" ->
                FakeErrors.of(
                        "werkzeug.exceptions.NotFound",
                        "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.");
            case "too_many_requests" ->
                FakeErrors.of(
                        "werkzeug.exceptions.TooManyRequests",
                        "This user has exceeded an allotted request count. Try again later.");
            case "serialization", "serialization_at_once" ->
                FakeErrors.of("psycopg2.errors.SerializationFailure", "raised on demand\n");
            case "deadlock" -> FakeErrors.of("psycopg2.errors.DeadlockDetected", "raised on demand\n");
            case "lock_not_available" -> FakeErrors.of("psycopg2.errors.LockNotAvailable", "raised on demand\n");
            case "query_canceled" -> FakeErrors.of("psycopg2.errors.QueryCanceled", "raised on demand\n");
            default -> FakeErrors.of("builtins.KeyError", kind);
        };
    }
}
