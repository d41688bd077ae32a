package com.powerseller.odoo.testkit.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one model does in one database of a fake. Not thread-safe: made by one thread before it is used. */
public final class ModelDefinition {
    /** What happens to a record when the one that its many2one refers to is deleted. */
    public enum OnDelete {
        SET_NULL,
        RESTRICT,
        CASCADE
    }

    /** A method that can be called over RPC. */
    @FunctionalInterface
    public interface Method {
        /** What it answers: a value of the wire, {@link Records} for their ids, or null for {@code None}. */
        @Nullable Object call(MethodCall call);
    }

    /** How records are found by name. */
    @FunctionalInterface
    public interface NameDomain {
        /**
         * The domain of those that are found.
         *
         * @param none no records of the model, to search from
         * @param operator a positive one, such as {@code =} or {@code ilike}
         */
        List<?> of(Records none, String operator, Object name);
    }

    /** A constraint of the database. */
    public record Constraint(
            String message,
            List<String> uniqueFields,
            @Nullable Predicate<Records> check) {}

    /** A stored field that is worked out, from one record. */
    public record StoredField(Function<Records, @Nullable Object> value, List<String> dependsOn) {}

    /** What is done once fields have changed. */
    public record ChangeAction(Consumer<Records> action, List<String> dependsOn) {}

    private final String model;
    private String order = "id";
    private String recordName = "name";
    private final List<String> namesSearched = new ArrayList<>();
    private @Nullable NameDomain nameDomain;
    private @Nullable Function<Records, @Nullable Object> displayName;
    private final Map<String, Function<Records, @Nullable Object>> defaults = new LinkedHashMap<>();
    private final Map<String, Function<Records, @Nullable Object>> computed = new LinkedHashMap<>();
    private final Map<String, StoredField> stored = new LinkedHashMap<>();
    private final List<ChangeAction> changeActions = new ArrayList<>();
    private final Map<String, BiConsumer<Records, @Nullable Object>> inverses = new LinkedHashMap<>();
    private final Map<String, OnDelete> onDelete = new LinkedHashMap<>();
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Set<String> modelMethods = new TreeSet<>();
    private final Set<String> privateMethods = new TreeSet<>();
    private final List<String> delegations = new ArrayList<>();
    private final Map<String, String> propertyDefinitions = new LinkedHashMap<>();
    private final Map<String, String> relatedPaths = new LinkedHashMap<>();
    private final Set<String> searchable = new TreeSet<>();
    private final Set<String> plain = new TreeSet<>();
    private final Set<String> filledByOdoo = new TreeSet<>();
    private final Map<String, Function<Records, @Nullable Object>> fallbacks = new LinkedHashMap<>();
    private final Set<String> notCopied = new TreeSet<>();
    private final Set<String> bigIntegers = new TreeSet<>();
    private final Map<String, String> sameLinks = new LinkedHashMap<>();
    private final Map<String, Predicate<Records>> lines = new LinkedHashMap<>();
    private final Map<String, Predicate<Records>> copied = new LinkedHashMap<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Consumer<Records>> checks = new ArrayList<>();
    private final List<Function<Map<String, @Nullable Object>, Map<String, @Nullable Object>>> beforeCreate =
            new ArrayList<>();
    private final List<Consumer<Records>> beforeRequired = new ArrayList<>();
    private final List<Consumer<Records>> afterCreate = new ArrayList<>();
    private final List<BiConsumer<Records, Map<String, ? extends @Nullable Object>>> beforeWrite = new ArrayList<>();
    private final List<BiConsumer<Records, Set<String>>> afterWrite = new ArrayList<>();
    private final List<BiFunction<Records, Map<String, ? extends @Nullable Object>, Consumer<Records>>> aroundWrite =
            new ArrayList<>();
    private final List<Consumer<Records>> beforeDelete = new ArrayList<>();
    private final Set<String> translated = new TreeSet<>();
    private final Set<String> secret = new TreeSet<>();
    private final Set<String> images = new TreeSet<>();
    private final Map<String, UnaryOperator<String>> cleaned = new LinkedHashMap<>();
    private final Map<String, UnaryOperator<String>> copiedAs = new LinkedHashMap<>();
    private final Set<String> kept = new TreeSet<>();
    private final ModelRights rights = new ModelRights();
    private final ModelChatter chatter = new ModelChatter();
    private @Nullable String label;

    public ModelDefinition(String model) {
        this.model = model;
    }

    /** The model's technical name. */
    public String model() {
        return model;
    }

    /** What people call the model ({@code _description}), such as {@code Contact}; its technical name if there is none. */
    public ModelDefinition label(String label) {
        this.label = label;
        return this;
    }

    public String label() {
        return label == null ? model : label;
    }

    /** Who may do what. Of a model for which nothing is said here or in its database, only the administrator can do anything. */
    public ModelDefinition rights(Consumer<ModelRights> rights) {
        rights.accept(this.rights);
        return this;
    }

    public ModelRights rights() {
        return rights;
    }

    /** What the records' chatter does of its own, if they have one. */
    public ModelDefinition chatter(Consumer<ModelChatter> defined) {
        defined.accept(chatter);
        return this;
    }

    public ModelChatter chatter() {
        return chatter;
    }

    /** Text fields that have a value in each language ({@code translate=True}). */
    public ModelDefinition translated(String... fields) {
        translated.addAll(List.of(fields));
        return this;
    }

    public Set<String> translated() {
        return Collections.unmodifiableSet(translated);
    }

    /** Fields that can be written, but read as no text, such as passwords. */
    public ModelDefinition secret(String... fields) {
        secret.addAll(List.of(fields));
        return this;
    }

    public Set<String> secret() {
        return Collections.unmodifiableSet(secret);
    }

    /** Binary fields that take images only, beside {@code image_1920} and its smaller sizes. */
    public ModelDefinition images(String... fields) {
        images.addAll(List.of(fields));
        return this;
    }

    public Set<String> images() {
        return Collections.unmodifiableSet(images);
    }

    /** A text field that keeps texts in another form than they are written in. */
    public ModelDefinition cleaned(String field, UnaryOperator<String> cleaning) {
        cleaned.put(field, cleaning);
        return this;
    }

    public Map<String, UnaryOperator<String>> cleaned() {
        return Collections.unmodifiableMap(cleaned);
    }

    /** A text field that a copy has in another form than the original, such as {@code Joe (copy)}. */
    public ModelDefinition copiedAs(String field, UnaryOperator<String> text) {
        copiedAs.put(field, text);
        return this;
    }

    public Map<String, UnaryOperator<String>> copiedAs() {
        return Collections.unmodifiableMap(copiedAs);
    }

    /** Fields that keep what is written, though the schema says that they are not stored. */
    public ModelDefinition kept(String... fields) {
        kept.addAll(List.of(fields));
        return this;
    }

    public Set<String> kept() {
        return Collections.unmodifiableSet(kept);
    }

    /** The model's order ({@code _order}); by id if there is none. */
    public ModelDefinition order(String clause) {
        order = clause;
        return this;
    }

    public String order() {
        return order;
    }

    /** The field that names a record ({@code _rec_name}); {@code name} if there is none. */
    public ModelDefinition recordName(String field) {
        recordName = field;
        return this;
    }

    public String recordName() {
        return recordName;
    }

    /** The fields that a record is found in by its name ({@code _rec_names_search}); the one that names it if there are none. */
    public ModelDefinition namesSearched(String... fields) {
        namesSearched.addAll(List.of(fields));
        return this;
    }

    public List<String> namesSearched() {
        return Collections.unmodifiableList(namesSearched);
    }

    /**
     * How records are found by name from series 19 on, where that is more than {@link #namesSearched}: the domain for an operator, such as {@code =} or {@code ilike}, and a
     * text. What the operator's opposite finds are all others.
     */
    public ModelDefinition nameDomain(NameDomain domain) {
        nameDomain = domain;
        return this;
    }

    public @Nullable NameDomain nameDomain() {
        return nameDomain;
    }

    /** How a record is shown, where that is not the field that names it. */
    public ModelDefinition displayName(Function<Records, @Nullable Object> name) {
        displayName = name;
        return this;
    }

    public @Nullable Function<Records, @Nullable Object> displayName() {
        return displayName;
    }

    /** The value that a new record gets if none is given. */
    public ModelDefinition defaultValue(String field, Object value) {
        return defaultValue(field, unused -> value);
    }

    /** As {@link #defaultValue(String, Object)}, worked out in each call from no records. */
    public ModelDefinition defaultValue(String field, Function<Records, @Nullable Object> value) {
        defaults.put(field, value);
        return this;
    }

    public Map<String, Function<Records, @Nullable Object>> defaults() {
        return Collections.unmodifiableMap(defaults);
    }

    /** A field that is worked out from one record whenever it is read, searched or ordered by; it cannot be written. */
    public ModelDefinition computed(String field, Function<Records, @Nullable Object> value) {
        computed.put(field, value);
        return this;
    }

    /**
     * A field that is worked out from one record and kept: when the record is created, unless a value is given for it, and whenever something that it depends on changes. What
     * is written to it stays until then.
     *
     * @param dependsOn names of fields of this model, or of one that a relation refers to, such as {@code line_ids.price}; fields that the schemas do not have are left out
     */
    public ModelDefinition stored(String field, Function<Records, @Nullable Object> value, String... dependsOn) {
        stored.put(field, new StoredField(value, List.of(dependsOn)));
        return this;
    }

    public Map<String, StoredField> storedFields() {
        return Collections.unmodifiableMap(stored);
    }

    /**
     * Is called once with all records for which something has changed that it depends on, after everything else that the same call of {@code create}, {@code write} or {@code
     * unlink} changes, and again if it changes that itself.
     *
     * @param dependsOn as for {@link #stored}
     */
    public ModelDefinition afterChanges(Consumer<Records> action, String... dependsOn) {
        changeActions.add(new ChangeAction(action, List.of(dependsOn)));
        return this;
    }

    public List<ChangeAction> changeActions() {
        return Collections.unmodifiableList(changeActions);
    }

    /** Computed fields that are not stored and can be searched by nevertheless. */
    public ModelDefinition searchable(String... fields) {
        searchable.addAll(List.of(fields));
        return this;
    }

    public Set<String> searchable() {
        return Collections.unmodifiableSet(searchable);
    }

    /** A field that shows another record's field, and writes to it ({@code related}). */
    public ModelDefinition related(String field, String relation, String otherField) {
        relatedPaths.put(field, relation + "." + otherField);
        return computed(
                        field,
                        record -> {
                            Records other = record.related(relation);
                            return other.isEmpty() ? null : other.get(otherField);
                        },
                        (record, value) -> record.related(relation).set(otherField, value))
                .searchable(field);
    }

    /** The paths that related fields show, by the fields' names. */
    public Map<String, String> relatedPaths() {
        return Collections.unmodifiableMap(relatedPaths);
    }

    /** Where the properties of a field are defined: a many2one and its model's field, such as {@code team_id.lead_properties_definition}. */
    public ModelDefinition propertiesDefinedBy(String properties, String path) {
        propertyDefinitions.put(properties, path);
        return this;
    }

    public Map<String, String> propertyDefinitions() {
        return Collections.unmodifiableMap(propertyDefinitions);
    }

    /**
     * A required many2one whose record has fields of this one ({@code _inherits}): they are read from it and written to it, and it is created with the record if it is not
     * given.
     */
    public ModelDefinition delegatesTo(String many2one) {
        delegations.add(many2one);
        return this;
    }

    public List<String> delegations() {
        return Collections.unmodifiableList(delegations);
    }

    /** Fields that are readonly in the schema and that Odoo does not compute: without a value, they read as such. */
    public ModelDefinition plain(String... fields) {
        plain.addAll(List.of(fields));
        return this;
    }

    public Set<String> plain() {
        return Collections.unmodifiableSet(plain);
    }

    /** Fields that Odoo fills where nothing is given and the fake cannot: without a value they are refused, as those that Odoo computes. */
    public ModelDefinition filledByOdoo(String... fields) {
        filledByOdoo.addAll(List.of(fields));
        return this;
    }

    public Set<String> filledByOdoo() {
        return Collections.unmodifiableSet(filledByOdoo);
    }

    /** What a field that each company has for itself is in a company that has no value of its own. */
    public ModelDefinition fallback(String companyDependent, Function<Records, @Nullable Object> value) {
        fallbacks.put(companyDependent, value);
        return this;
    }

    public Map<String, Function<Records, @Nullable Object>> fallbacks() {
        return Collections.unmodifiableMap(fallbacks);
    }

    /** A computed field that can be written: what that does. */
    public ModelDefinition computed(
            String field, Function<Records, @Nullable Object> value, BiConsumer<Records, @Nullable Object> inverse) {
        inverses.put(field, inverse);
        return computed(field, value);
    }

    public Map<String, Function<Records, @Nullable Object>> computed() {
        return Collections.unmodifiableMap(computed);
    }

    public Map<String, BiConsumer<Records, @Nullable Object>> inverses() {
        return Collections.unmodifiableMap(inverses);
    }

    /** What happens when the record that a many2one of this model refers to is deleted. Without this: restricted if the field is required, else set to none. */
    public ModelDefinition onDelete(String many2one, OnDelete action) {
        onDelete.put(many2one, action);
        return this;
    }

    public Map<String, OnDelete> onDelete() {
        return Collections.unmodifiableMap(onDelete);
    }

    /** A many2many field that has the links of another model's many2many field, seen from the other side. */
    public ModelDefinition sameLinks(String many2many, String otherModel, String otherField) {
        sameLinks.put(many2many, otherModel + "/" + otherField);
        return this;
    }

    public Map<String, String> sameLinks() {
        return Collections.unmodifiableMap(sameLinks);
    }

    /** A one2many field that shows those of the records only that are of a kind. */
    public ModelDefinition lines(String one2many, Predicate<Records> kind) {
        lines.put(one2many, kind);
        return this;
    }

    public Map<String, Predicate<Records>> lines() {
        return Collections.unmodifiableMap(lines);
    }

    /** A one2many field whose records of a kind {@code copy} copies too. */
    public ModelDefinition copied(String one2many, Predicate<Records> kind) {
        copied.put(one2many, kind);
        return this;
    }

    public Map<String, Predicate<Records>> copied() {
        return Collections.unmodifiableMap(copied);
    }

    /** No two records may have the same values in these fields (records without a value in one of them may). */
    public ModelDefinition unique(String message, String... fields) {
        constraints.add(new Constraint(message, List.of(fields), null));
        return this;
    }

    /** What must hold for each record in the database. */
    public ModelDefinition check(String message, Predicate<Records> condition) {
        constraints.add(new Constraint(message, List.of(), condition));
        return this;
    }

    public List<Constraint> constraints() {
        return Collections.unmodifiableList(constraints);
    }

    /** Is called for records that were created or written, and throws {@link FakeErrors} if something is wrong with them. */
    public ModelDefinition constraint(Consumer<Records> check) {
        checks.add(check);
        return this;
    }

    public List<Consumer<Records>> checks() {
        return Collections.unmodifiableList(checks);
    }

    /** Changes the values of a record before it is created; defaults are in them. */
    public ModelDefinition beforeCreate(Function<Map<String, @Nullable Object>, Map<String, @Nullable Object>> change) {
        beforeCreate.add(change);
        return this;
    }

    public List<Function<Map<String, @Nullable Object>, Map<String, @Nullable Object>>> beforeCreate() {
        return Collections.unmodifiableList(beforeCreate);
    }

    /** Is called with each new record before it is checked for required fields: to fill those that Odoo computes from others. */
    public ModelDefinition beforeRequired(Consumer<Records> action) {
        beforeRequired.add(action);
        return this;
    }

    public List<Consumer<Records>> beforeRequired() {
        return Collections.unmodifiableList(beforeRequired);
    }

    /** Is called with each new record. */
    public ModelDefinition afterCreate(Consumer<Records> action) {
        afterCreate.add(action);
        return this;
    }

    public List<Consumer<Records>> afterCreate() {
        return Collections.unmodifiableList(afterCreate);
    }

    /** Is called with records that are about to be written, and the new values. */
    public ModelDefinition beforeWrite(BiConsumer<Records, Map<String, ? extends @Nullable Object>> action) {
        beforeWrite.add(action);
        return this;
    }

    public List<BiConsumer<Records, Map<String, ? extends @Nullable Object>>> beforeWrite() {
        return Collections.unmodifiableList(beforeWrite);
    }

    /** Is called with records that were written, and the names of the fields. */
    public ModelDefinition afterWrite(BiConsumer<Records, Set<String>> action) {
        afterWrite.add(action);
        return this;
    }

    public List<BiConsumer<Records, Set<String>>> afterWrite() {
        return Collections.unmodifiableList(afterWrite);
    }

    /** Is called with records that are about to be written, and the new values; what it answers is called with them once they are written, after {@link #afterWrite}. */
    public ModelDefinition aroundWrite(
            BiFunction<Records, Map<String, ? extends @Nullable Object>, Consumer<Records>> action) {
        aroundWrite.add(action);
        return this;
    }

    public List<BiFunction<Records, Map<String, ? extends @Nullable Object>, Consumer<Records>>> aroundWrite() {
        return Collections.unmodifiableList(aroundWrite);
    }

    /** Is called with records that are about to be deleted. */
    public ModelDefinition beforeDelete(Consumer<Records> action) {
        beforeDelete.add(action);
        return this;
    }

    public List<Consumer<Records>> beforeDelete() {
        return Collections.unmodifiableList(beforeDelete);
    }

    /** Integer fields that a module keeps in 64 bits; Odoo's own have 32. */
    public ModelDefinition bigIntegers(String... fields) {
        bigIntegers.addAll(List.of(fields));
        return this;
    }

    public Set<String> bigIntegers() {
        return Collections.unmodifiableSet(bigIntegers);
    }

    /** Fields that {@code copy} leaves out; other one2many fields than those that {@link #copied} names, and the automatic ones, are always left out. */
    public ModelDefinition notCopied(String... fields) {
        notCopied.addAll(List.of(fields));
        return this;
    }

    public Set<String> notCopied() {
        return Collections.unmodifiableSet(notCopied);
    }

    /** A method that can be called over RPC, instead of the one that every model has, if that has the same name; it then takes the same arguments, unless {@link #parameters} says other. */
    public ModelDefinition method(String name, Method method) {
        methods.put(name, method);
        return this;
    }

    public Map<String, Method> methods() {
        return Collections.unmodifiableMap(methods);
    }

    /** As {@link #method}, for one that is called on the model and not on records. */
    public ModelDefinition modelMethod(String name, Method method) {
        modelMethods.add(name);
        return method(name, method);
    }

    /**
     * The parameters of a method of this model as Python writes them, such as {@code a, b=3, *, flag=False, **more}: without them, JSON-2 can only call it by name, and wrong
     * arguments are not told, unless every model has a method of that name.
     */
    public ModelDefinition parameters(String method, String notation) {
        parameters.put(method, notation);
        return this;
    }

    public Map<String, String> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    public Set<String> modelMethods() {
        return Collections.unmodifiableSet(modelMethods);
    }

    /** A method that Odoo keeps from RPC by its decorator (series 19) although its name has no underscore. */
    public ModelDefinition privateMethod(String name) {
        privateMethods.add(name);
        return this;
    }

    public Set<String> privateMethods() {
        return Collections.unmodifiableSet(privateMethods);
    }
}
