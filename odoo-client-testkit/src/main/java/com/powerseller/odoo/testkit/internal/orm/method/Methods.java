package com.powerseller.odoo.testkit.internal.orm.method;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Defaults;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.KnownFields;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Reads;
import com.powerseller.odoo.testkit.internal.orm.RecordNames;
import com.powerseller.odoo.testkit.internal.orm.Searches;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.Writes;
import com.powerseller.odoo.testkit.internal.orm.access.Access;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.internal.orm.chatter.Chatter;
import com.powerseller.odoo.testkit.internal.orm.chatter.Followers;
import com.powerseller.odoo.testkit.internal.orm.chatter.Messages;
import com.powerseller.odoo.testkit.internal.orm.group.GroupReads;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out one call of a method of a model. */
public final class Methods {
    private static final Set<String> CHATTER = Set.of("message_post", "message_subscribe", "message_unsubscribe");

    /** The methods of every model that series 19 keeps from RPC although their names have no underscore. */
    private static final Set<String> PRIVATE = Set.of(
            "browse",
            "check_access",
            "concat",
            "ensure_one",
            "exists",
            "fetch",
            "filtered",
            "filtered_domain",
            "flush_model",
            "flush_recordset",
            "grouped",
            "init",
            "invalidate_model",
            "invalidate_recordset",
            "mapped",
            "modified",
            "new",
            "search_fetch",
            "sorted",
            "sudo",
            "union",
            "update",
            "with_company",
            "with_context",
            "with_env",
            "with_prefetch",
            "with_user");

    private final Environment environment;
    private final FakeModel model;

    public Methods(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** Calls a method with arguments as they came; {@code ids} among the named ones are the records. */
    public @Nullable Object call(String method, List<?> positional, Map<String, ?> named) {
        checkPublic(method);
        environment.database().registry().beforeCall(model, List.of(positional, named));
        environment.lang();
        ModelDefinition.Method own = model.definition().methods().get(method);
        if (own != null) {
            return call(own, method, positional, named);
        }
        if (CHATTER.contains(method)) {
            return chatter(method, positional, named);
        }
        MethodSignature signature = environment.database().signature(model.name(), method);
        if (signature == null) {
            throw MethodSignatures.unknown(environment.series(), model.name(), method);
        }
        checkDeletable(method, positional, named);
        Split split = split(!signature.ofModel(), withoutTexts(method, positional), named);
        Arguments arguments = Arguments.bind(model.name() + "." + method, signature, split.positional(), split.named());
        return call(method, split.ids(), arguments);
    }

    /** One that a behaviour gives the model: with the parameters that it says, or else those of the method that it stands for. */
    private @Nullable Object call(ModelDefinition.Method own, String method, List<?> positional, Map<String, ?> named) {
        MethodSignature signature = environment.database().signature(model.name(), method);
        boolean onRecords =
                signature == null ? !model.definition().modelMethods().contains(method) : !signature.ofModel();
        Split split = split(onRecords, positional, named);
        if (signature != null) {
            Arguments.bind(method, signature, split.positional(), split.named());
        }
        Records records = environment.records(model, split.ids());
        Object answer = own.call(new MethodCall(records, split.positional(), split.named()));
        return answer instanceof Records some ? some.ids() : answer;
    }

    private @Nullable Object chatter(String method, List<?> positional, Map<String, ?> named) {
        MethodSignature signature = environment.database().signature(model.name(), method);
        if (!Chatter.isOn(model) || signature == null) {
            model.checkComplete("message_ids");
            throw MethodSignatures.unknown(environment.series(), model.name(), method);
        }
        Split split = split(true, positional, named);
        if (method.equals("message_post")) {
            return new Messages(environment, model).post(split.ids(), split.positional(), split.named());
        }
        Arguments arguments = Arguments.bind(model.name() + "." + method, signature, split.positional(), split.named());
        List<Long> partners = Arguments.ids(arguments.get("partner_ids"));
        return method.equals("message_subscribe")
                ? Followers.subscribe(
                        environment, model, split.ids(), partners, Arguments.ids(arguments.get("subtype_ids")))
                : Followers.unsubscribe(environment, model, split.ids(), partners);
    }

    private void checkPublic(String method) {
        if (method.startsWith("_") || model.definition().privateMethods().contains(method) || isPrivate(method)) {
            String name = environment.series().atLeast(Series.V18) ? "'" + model.name() + "." + method + "'" : method;
            throw PythonException.accessError("Private methods (such as " + name + ") cannot be called remotely.");
        }
    }

    private boolean isPrivate(String method) {
        return environment.series().atLeast(Series.V19)
                ? PRIVATE.contains(method)
                : environment.series().atLeast(Series.V18) && method.equals("flush_model");
    }

    /** Each model looks at ids in a way of its own before it deletes records, and so says what is wrong with them. */
    private void checkDeletable(String method, List<?> positional, Map<String, ?> named) {
        Object given = named.containsKey("ids") ? named.get("ids") : positional.isEmpty() ? null : positional.get(0);
        if (method.equals("unlink")
                && given instanceof List<?> ids
                && !ids.stream().allMatch(Long.class::isInstance)) {
            throw new UnsupportedByFakeException("unlink of ids that are " + Python.repr(ids));
        }
    }

    /** Series 19 finds no records by texts, those of digits neither; 0 is the id of none. */
    private List<?> withoutTexts(String method, List<?> positional) {
        boolean isLooked = environment.series().atLeast(Series.V19)
                && List.of("read", "write").contains(method);
        if (!isLooked || positional.isEmpty() || !(positional.get(0) instanceof List<?> ids)) {
            return positional;
        }
        List<@Nullable Object> arguments = new ArrayList<>(positional);
        arguments.set(
                0,
                ids.stream()
                        .map(id -> id instanceof String text && text.matches("[0-9]+") ? Long.valueOf(0) : id)
                        .toList());
        return arguments;
    }

    /** What a call was given: records, and arguments. */
    private record Split(List<Long> ids, List<?> positional, Map<String, ?> named) {}

    private static Split split(boolean onRecords, List<?> positional, Map<String, ?> named) {
        Map<String, Object> arguments = new LinkedHashMap<>(named);
        arguments.remove("context");
        if (!onRecords) {
            return new Split(List.of(), positional, arguments);
        }
        if (arguments.containsKey("ids")) {
            return new Split(Arguments.ids(arguments.remove("ids")), positional, arguments);
        }
        if (positional.isEmpty()) {
            return new Split(List.of(), positional, arguments);
        }
        return new Split(Arguments.ids(positional.get(0)), positional.subList(1, positional.size()), arguments);
    }

    private @Nullable Object call(String method, List<Long> ids, Arguments arguments) {
        return switch (method) {
            case "create" -> create(arguments.get("vals_list"));
            case "write" -> write(ids, arguments.map("vals"));
            case "unlink" -> unlink(ids);
            case "read" ->
                new Reads(environment, model).read(ids, fields(arguments.fields("fields"), ids), isNamed(arguments));
            case "copy" -> copy(ids, arguments.map("default"));
            case "copy_data" -> copyData(ids, arguments.map("default"));
            case "search" -> search(arguments);
            case "search_count" -> count(arguments);
            case "search_read" -> searchRead(arguments);
            case "formatted_read_group" -> new GroupReads(environment, model).formatted(arguments);
            case "read_group" -> new GroupReads(environment, model).classic(arguments);
            case "exists" -> ids.stream().filter(model.table()::has).toList();
            case "name_search" -> nameSearch(arguments);
            case "name_create" -> nameCreate(arguments);
            case "name_get" -> ids.stream().map(this::named).toList();
            case "default_get" -> defaults(arguments);
            case "fields_get" -> fieldsGet(arguments);
            case "action_archive" -> archive(ids, false);
            case "action_unarchive" -> archive(ids, true);
            case "toggle_active" -> toggle(ids);
            default -> throw new UnsupportedByFakeException("the method " + method + " of " + model.name());
        };
    }

    private Object create(@Nullable Object values) {
        Writes writes = new Writes(environment, model);
        if (values instanceof Map<?, ?> one) {
            return writes.create(List.of(FieldValues.map(one))).get(0);
        }
        if (values instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
            return writes.create(
                    list.stream().map(one -> FieldValues.map((Map<?, ?>) one)).toList());
        }
        if (values instanceof String text && text.isEmpty()) {
            throw PythonException.of("builtins.AssertionError", "");
        }
        if (values instanceof String) {
            throw noValues(values);
        }
        if (values instanceof List<?> list) {
            list.stream().filter(one -> !(one instanceof Map)).findFirst().ifPresent(one -> {
                throw noValues(one);
            });
        }
        throw PythonException.typeError("'" + Python.type(values) + "' object is not iterable");
    }

    private static PythonException noValues(@Nullable Object value) {
        return PythonException.attributeError("'" + Python.type(value) + "' object has no attribute 'get'");
    }

    private Object write(List<Long> ids, Map<String, @Nullable Object> values) {
        new Writes(environment, model).write(ids, values);
        return true;
    }

    private Object unlink(List<Long> ids) {
        new Writes(environment, model).unlink(ids);
        return true;
    }

    private Object copy(List<Long> ids, Map<String, @Nullable Object> changes) {
        List<Long> copies = new Writes(environment, model).copy(ids, changes);
        return environment.series().atLeast(Series.V18) ? copies : copies.get(0);
    }

    private Object copyData(List<Long> ids, Map<String, @Nullable Object> changes) {
        List<Map<String, @Nullable Object>> values = new Writes(environment, model).copied(ids, changes);
        for (FakeField field : model.fields().values()) {
            if (field.type() == FieldType.PROPERTIES
                    && !changes.containsKey(field.name())
                    && values.stream().anyMatch(copy -> Python.isTrue(copy.remove(field.name())))) {
                throw new UnsupportedByFakeException("copy_data of records with properties");
            }
        }
        values.forEach(copy ->
                copy.replaceAll((name, value) -> Boolean.FALSE.equals(value) ? nothing(model.field(name)) : value));
        return environment.series().atLeast(Series.V18) ? values : values.get(0);
    }

    /** The value of an empty field as Odoo copies it. */
    private static Object nothing(@Nullable FakeField field) {
        if (field == null) {
            return false;
        }
        return switch (field.type()) {
            case INTEGER, MANY2ONE_REFERENCE -> 0L;
            case FLOAT, MONETARY -> 0.0;
            case MANY2MANY -> List.of(List.of(6L, 0L, List.of()));
            default -> false;
        };
    }

    private List<FakeField> fields(List<String> names, List<Long> ids) {
        return new Reads(environment, model).fields(names, ids);
    }

    private static boolean isNamed(Arguments arguments) {
        return !arguments.has("load") || "_classic_read".equals(arguments.get("load"));
    }

    private Object search(Arguments arguments) {
        if (Python.isTrue(arguments.get("count"))) {
            return count(arguments);
        }
        return found(arguments, arguments.get("domain"));
    }

    private List<Long> found(Arguments arguments, @Nullable Object domain) {
        return new Searches(environment, model)
                .search(domain, arguments.count("offset"), arguments.count("limit"), arguments.text("order"));
    }

    private Object count(Arguments arguments) {
        long count = new Searches(environment, model).count(arguments.get("domain"));
        long limit = arguments.count("limit");
        return limit == 0 ? count : Math.min(count, limit);
    }

    private Object searchRead(Arguments arguments) {
        Object domain = arguments.get("domain");
        arguments.demandKnown("load");
        List<String> names = arguments.fields("fields");
        // A wrong field is an error before a wrong domain.
        fields(names, List.of());
        List<Long> ids = found(arguments, domain == null ? List.of() : domain);
        return new Reads(environment, model).read(ids, fields(names, ids), isNamed(arguments));
    }

    private List<Object> named(long id) {
        Object name = model.displayName(environment.sudo(), id);
        return List.of(id, name == null ? false : name);
    }

    private Object nameSearch(Arguments arguments) {
        String text = arguments.text("name");
        Object domain = arguments.get(environment.series().atLeast(Series.V19) ? "domain" : "args");
        String operator = arguments.text("operator");
        long limit = arguments.has("limit") ? arguments.count("limit") : 100;
        List<Object> all = new ArrayList<>(domain instanceof List<?> list ? list : List.of());
        if (text == null || text.isEmpty()) {
            return named(all, limit);
        }
        if (environment.series().atLeast(Series.V19) && model.definition().nameDomain() != null) {
            Object like = List.of("display_name", operator == null ? "ilike" : operator, text);
            List<Object> found = named(with(all, like), limit);
            return found.isEmpty() ? named(with(all, List.of("display_name", "=", text)), limit) : found;
        }
        Set<Long> named = new RecordNames(environment, model).found(operator == null ? "ilike" : operator, text);
        return named(with(all, List.of("id", "in", List.copyOf(named))), limit);
    }

    private static List<Object> with(List<Object> domain, Object condition) {
        List<Object> all = new ArrayList<>(domain);
        all.add(condition);
        return all;
    }

    private List<Object> named(List<Object> domain, long limit) {
        return new Searches(environment, model)
                .search(domain, 0, limit, null).stream()
                        .<Object>map(this::named)
                        .toList();
    }

    private Object nameCreate(Arguments arguments) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(model.definition().recordName(), arguments.get("name"));
        return named(new Writes(environment, model).create(List.of(values)).get(0));
    }

    private Object defaults(Arguments arguments) {
        List<String> names = arguments.texts(environment.series().atLeast(Series.V19) ? "fields" : "fields_list");
        return new Defaults(environment, model).of(names);
    }

    private Object fieldsGet(Arguments arguments) {
        List<String> names = arguments.texts("allfields");
        List<String> attributes = arguments.texts("attributes");
        Map<String, Object> answer = new LinkedHashMap<>();
        Access access = environment.access();
        boolean isWritable = environment.superuser() || environment.series().atLeast(Series.V19) || mayWrite(access);
        KnownFields known = new KnownFields(model);
        model.fields().forEach((name, field) -> {
            if ((names.isEmpty() ? known.isReadable(field) : names.contains(name)) && access.isVisible(model, field)) {
                Map<String, Object> described = new FieldDescription(model, field).of(attributes);
                if (!isWritable) {
                    described.computeIfPresent("readonly", (attribute, value) -> true);
                }
                answer.put(name, described);
            }
        });
        return answer;
    }

    private boolean mayWrite(Access access) {
        return access.isAllowed(model, Operation.WRITE) || access.isAllowed(model, Operation.CREATE);
    }

    private @Nullable Object archive(List<Long> ids, boolean active) {
        new Writes(environment, model).write(ids, Map.of("active", active));
        return environment.series().atLeast(Series.V18) ? null : true;
    }

    private @Nullable Object toggle(List<Long> ids) {
        FakeField active = model.existing("active");
        for (long id : ids) {
            boolean isActive = Boolean.TRUE.equals(model.value(environment, id, active));
            new Writes(environment, model).write(List.of(id), Map.of("active", !isActive));
        }
        return environment.series().atLeast(Series.V18) ? null : true;
    }
}
