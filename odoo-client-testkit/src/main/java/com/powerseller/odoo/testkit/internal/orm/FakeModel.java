package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.ModelSchema;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One model of a database as it runs: its fields, what it does, and its rows. */
public final class FakeModel {
    /** Fields that Odoo itself fills. */
    private static final Set<String> AUTOMATIC =
            Set.of("id", "create_date", "write_date", "create_uid", "write_uid", "__last_update");

    private final Database database;
    private final ModelSchema schema;
    private final ModelDefinition definition;
    private final Map<String, FakeField> fields = new LinkedHashMap<>();
    private final List<FakeField> recomputed;
    private final Table table;
    private final boolean isPart;

    /** @param isPart whether the model may have fields that its schema lacks */
    FakeModel(Database database, ModelSchema schema, boolean isPart, ModelDefinition definition, @Nullable Table rows) {
        this.database = database;
        this.isPart = isPart;
        this.schema = schema;
        this.definition = definition;
        int columns = 0;
        for (FieldSchema field : schema.fields().values()) {
            String name = field.name();
            String delegation = delegation(field);
            if (delegation != null) {
                fields.put(name, delegated(field, delegation));
                continue;
            }
            boolean isElsewhere = definition.computed().containsKey(name)
                    || definition.sameLinks().containsKey(name)
                    || field.type() == FieldType.ONE2MANY;
            fields.put(
                    name,
                    new FakeField(
                            schema.model(),
                            field,
                            !isElsewhere && isColumn(definition, field) ? columns++ : -1,
                            isKept(field) ? definition.computed().get(name) : computed(definition, name),
                            isKept(field) ? storedValue(definition, name) : null,
                            definition.inverses().get(name),
                            definition.sameLinks().get(name),
                            definition.plain().contains(name) || isAutomatic(name),
                            definition.translated().contains(name)));
        }
        this.recomputed = fields.values().stream()
                .filter(field -> field.recomputed() != null)
                .toList();
        this.table = rows == null ? new Table(columns) : rows;
    }

    /** The many2one whose record has a field of this model, or null. */
    @Nullable String delegation(FieldSchema field) {
        boolean isOwn = field.stored()
                || field.name().equals("id")
                || field.name().equals("display_name")
                || definition.computed().containsKey(field.name())
                || definition.secret().contains(field.name());
        if (isOwn) {
            return null;
        }
        for (String many2one : definition.delegations()) {
            FakeModel other =
                    database.model(Objects.requireNonNull(schema.field(many2one).relation()));
            if (other.field(field.name()) != null) {
                return many2one;
            }
        }
        return null;
    }

    private static @Nullable Function<Records, @Nullable Object> storedValue(ModelDefinition definition, String name) {
        ModelDefinition.StoredField stored = definition.storedFields().get(name);
        return stored == null ? null : stored.value();
    }

    /** How a field without a column is worked out: where a schema says that it is not stored, whenever it is read. */
    private static @Nullable Function<Records, @Nullable Object> computed(ModelDefinition definition, String name) {
        Function<Records, @Nullable Object> computed = definition.computed().get(name);
        return computed == null ? storedValue(definition, name) : computed;
    }

    private FakeField delegated(FieldSchema field, String many2one) {
        return new FakeField(
                schema.model(),
                field,
                -1,
                record -> {
                    Records other = record.related(many2one);
                    return other.isEmpty() ? null : other.get(field.name());
                },
                null,
                (record, value) -> record.related(many2one).set(field.name(), value),
                null,
                false,
                false);
    }

    /** Whether a field is that of the record that one of the delegations refers to. */
    public boolean isDelegated(FakeField field) {
        return definition.delegations().stream().anyMatch(many2one -> isDelegated(field.name(), many2one));
    }

    /** The path to what a field shows, if it is another record's field. */
    public @Nullable String relatedPath(FakeField field) {
        String path = definition.relatedPaths().get(field.name());
        if (path != null || definition.delegations().isEmpty()) {
            return path;
        }
        String delegation = delegation(field.schema());
        return delegation == null ? null : delegation + "." + field.name();
    }

    /** Whether a field is that of the record that a many2one refers to. */
    public boolean isDelegated(String field, String many2one) {
        FakeField own = fields.get(field);
        return own != null && many2one.equals(delegation(own.schema()));
    }

    private static boolean isColumn(ModelDefinition definition, FieldSchema field) {
        return isKept(field)
                || definition.secret().contains(field.name())
                || definition.kept().contains(field.name());
    }

    private static boolean isKept(FieldSchema field) {
        return (field.stored() || field.companyDependent()) && !field.name().equals("id");
    }

    static boolean isAutomatic(String field) {
        return AUTOMATIC.contains(field);
    }

    public String name() {
        return schema.model();
    }

    public Database database() {
        return database;
    }

    public ModelDefinition definition() {
        return definition;
    }

    ModelSchema schema() {
        return schema;
    }

    /** Whether there is a record of this id. */
    public boolean has(long id) {
        return table.has(id);
    }

    /** What a column has, untranslated and for all companies; null for a field without one. */
    public @Nullable Object kept(long id, FakeField field) {
        return field.column() < 0 ? null : table.get(id, field.column());
    }

    public Table table() {
        return table;
    }

    /** The model's order, as far as its schema has the fields. */
    String order() {
        String order = Arrays.stream(definition.order().split(",", -1))
                .map(String::strip)
                .filter(step -> fields.containsKey(step.split(" ", 2)[0]))
                .collect(Collectors.joining(", "));
        return order.isEmpty() ? "id" : order;
    }

    public Map<String, FakeField> fields() {
        return fields;
    }

    boolean isPart() {
        return isPart;
    }

    /** Where the schema may lack a field that Odoo has, the fake cannot tell whether there is one. */
    public void checkComplete(String field) {
        if (isPart && !fields.containsKey(field) && !field.isEmpty()) {
            throw new UnsupportedByFakeException("the field " + field + " of " + name()
                    + ": put the schema of the model on the class path, as META-INF/odoo/schema/" + database.series()
                    + "/"
                    + name() + ".json");
        }
    }

    public @Nullable FakeField field(String name) {
        return fields.get(name);
    }

    /** The stored fields that are worked out. */
    List<FakeField> recomputed() {
        return recomputed;
    }

    /** A field that the behaviour of a model names. */
    public FakeField existing(String name) {
        FakeField field = fields.get(name);
        if (field == null) {
            throw new UnsupportedByFakeException("the field " + name + " of " + name() + ", which its schema of series "
                    + database.series() + " does not have");
        }
        return field;
    }

    /** Whether a record is not archived; always, in a model that knows no archive. */
    public boolean isActive(long id) {
        FakeField active = fields.get("active");
        return active == null || active.column() < 0 || Boolean.TRUE.equals(table.get(id, active.column()));
    }

    /** A field's value as it is kept, or null. Ids of an x2many come in the order of the other model, archived ones too. */
    public @Nullable Object value(Environment environment, long id, FakeField field) {
        if (field.name().equals("id")) {
            return id;
        }
        if (field.computed() != null) {
            return field.computed().apply(environment.browse(this, List.of(id)));
        }
        if (field.name().equals("display_name")) {
            return displayName(environment, id);
        }
        if (field.type() == FieldType.ONE2MANY) {
            return ofKind(environment, field, linked(environment, field, referring(field, id)));
        }
        if (field.otherSide() != null) {
            return linked(environment, field, otherSide(field, id));
        }
        if (field.column() < 0) {
            throw new UnsupportedByFakeException("the field " + field.name() + " of " + name()
                    + ", which Odoo computes: give the model a behaviour that computes it, or leave it out");
        }
        if (definition.secret().contains(field.name())) {
            return "";
        }
        if (field.recomputed() != null) {
            environment.transaction().recomputation().compute(environment.sudo(), field, id);
        }
        Object value = table.get(id, field.column());
        if (field.isTranslated()) {
            return Translations.in(environment.lang(), value);
        }
        if (field.schema().companyDependent()) {
            value = ofCompany(environment, id, field, value);
        }
        if (field.type() == FieldType.MANY2MANY) {
            return value == null ? List.of() : linked(environment, field, (List<?>) value);
        }
        if (value == null && new KnownFields(this).isOdoos(field)) {
            throw new UnsupportedByFakeException("the field " + field.name() + " of " + name()
                    + ", which Odoo computes: write a value to it first, give the model a behaviour that"
                    + " computes it, or leave it out");
        }
        return value;
    }

    private @Nullable Object ofCompany(Environment environment, long id, FakeField field, @Nullable Object kept) {
        long company = environment.company();
        if (kept instanceof Map<?, ?> byCompany && byCompany.containsKey(company)) {
            return byCompany.get(company);
        }
        Function<Records, @Nullable Object> fallback = definition.fallbacks().get(field.name());
        return fallback == null ? null : fallback.apply(environment.browse(this, List.of(id)));
    }

    private List<Long> ofKind(Environment environment, FakeField one2many, List<Long> ids) {
        Predicate<Records> kind = definition.lines().get(one2many.name());
        if (kind == null) {
            return ids;
        }
        FakeModel other = environment.model(one2many.relation());
        return ids.stream()
                .filter(one -> kind.test(environment.browse(other, List.of(one))))
                .toList();
    }

    /** The records whose many2one is behind a one2many. */
    private Set<Long> referring(FakeField one2many, long id) {
        FakeModel other = database.model(one2many.relation());
        String inverse = one2many.schema().inverse();
        if (inverse == null) {
            throw new UnsupportedByFakeException("the one2many " + one2many.name() + " of " + name()
                    + ", as its schema does not say which many2one of " + other.name() + " is behind it");
        }
        FakeField many2one = other.existing(inverse);
        if (many2one.column() < 0) {
            throw new UnsupportedByFakeException("the one2many " + one2many.name() + " of " + name()
                    + ", whose many2one " + inverse + " is computed");
        }
        Set<Long> referring = other.table.having(many2one.column(), List.of(id));
        FakeField model = many2one.type() == FieldType.MANY2ONE_REFERENCE ? RecordsAbout.modelField(other) : null;
        if (model == null) {
            return referring;
        }
        Set<Long> own = new LinkedHashSet<>(referring);
        own.removeIf(one -> !name().equals(other.table.get(one, model.column())));
        return own;
    }

    private Set<Long> otherSide(FakeField many2many, long id) {
        FakeModel other = database.model(many2many.relation());
        return other.table.having(otherField(many2many).column(), List.of(id));
    }

    /** The field that has the links of this one. */
    FakeField otherField(FakeField many2many) {
        String otherSide = Objects.requireNonNull(many2many.otherSide());
        return database.model(many2many.relation()).existing(otherSide.substring(otherSide.indexOf('/') + 1));
    }

    private static List<Long> linked(Environment environment, FakeField field, Collection<?> ids) {
        FakeModel other = environment.model(field.relation());
        List<Long> existing = new ArrayList<>();
        for (Object id : ids) {
            if (other.table.has((Long) id)) {
                existing.add((Long) id);
            }
        }
        return new Orders(environment.sudo(), other).sorted(existing, null);
    }

    /** How a record is shown. */
    public @Nullable Object displayName(Environment environment, long id) {
        return new RecordNames(environment, this).of(id);
    }
}
