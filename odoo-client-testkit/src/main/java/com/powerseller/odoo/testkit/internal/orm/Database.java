package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.testkit.internal.orm.access.Security;
import com.powerseller.odoo.testkit.internal.orm.method.MethodSignature;
import com.powerseller.odoo.testkit.internal.orm.method.MethodSignatures;
import com.powerseller.odoo.testkit.internal.orm.method.Methods;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One database of a fake: its models with their records, and the methods that can be called on them. One call runs at a time, in a transaction of its own: one that fails
 * changes nothing. Thread-safe.
 */
public final class Database {
    private final String name;
    private final Series series;
    private final Schemas schemas;
    private final InstantSource clock;
    private final Map<String, Behaviour> behaviours;
    private final MethodSignatures methods;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, FakeModel> models = new HashMap<>();
    private static final long ADMINISTRATOR = 2;
    private static final String API_KEYS = "res.users.apikeys";
    /** As Odoo, which says nothing of the records that modules bring. */
    private static final Map<String, @Nullable Object> SEEDING = Map.of("tracking_disable", true);

    private static final ThreadLocal<Integer> CONFLICTS = ThreadLocal.withInitial(() -> 0);
    /** What a call that reads nothing but records reads while another one waits for a webhook. */
    private static final Set<String> READS = Set.of(
            "read",
            "search",
            "search_read",
            "search_count",
            "name_search",
            "fields_get",
            "exists",
            "web_read",
            "web_search_read");

    private @Nullable Database before;
    private volatile @Nullable Database past;
    /** The ids of the records of API keys, by the keys. */
    private final Map<String, Long> apiKeys = new HashMap<>();

    private final Security security = new Security(this);
    private Registry registry = new Registry(this);
    private final Map<String, List<Recomputation.Dependency>> dependencies = new HashMap<>();

    /**
     * An empty database, without users.
     *
     * @param schemas of the models that it can have
     * @param behaviours what models do, by their technical names; that of {@code base}, all of them
     */
    public Database(
            String name, Series series, Schemas schemas, InstantSource clock, Map<String, Behaviour> behaviours) {
        this.name = name;
        this.series = series;
        this.schemas = schemas;
        this.clock = clock;
        this.behaviours = Map.copyOf(behaviours);
        this.methods = MethodSignatures.of(series);
    }

    // --------------------------------------------------------------------------------------------- users

    /** The id of the user with this login, if the secret is the password or an API key of that user; else null. */
    public @Nullable Long login(String login, String secret) {
        return seen().locked(database -> {
            Long uid = database.user(login);
            return uid != null && database.hasSecret(uid, secret) ? uid : null;
        });
    }

    /** The id of the user with this login, archived or not; null if there is none. */
    public @Nullable Long userOf(String login) {
        return seen().locked(database -> database.user(login));
    }

    /** The id of the user whose API key this is, else null. */
    public @Nullable Long userOfKey(String apiKey) {
        return seen().locked(database -> {
            Long uid = database.keyHolder(apiKey);
            return uid != null && database.users().isActive(uid) ? uid : null;
        });
    }

    /** Whether this is the password or an API key of the user. */
    public boolean isUser(long uid, String secret) {
        return Boolean.TRUE.equals(seen().locked(database -> database.hasSecret(uid, secret)));
    }

    /** What changes when sessions of a user must end: an archived user has none. */
    public @Nullable String sessionToken(long uid) {
        return seen().locked(database -> database.users().isActive(uid) ? database.password(uid) : null);
    }

    /** Gives a user one more API key. */
    public void addApiKey(long uid, String apiKey) {
        locked(database -> {
            Map<String, ?> values = Map.of("name", "API key " + (apiKeys.size() + 1), "user_id", uid, "scope", "rpc");
            return apiKeys.put(apiKey, Objects.requireNonNull(seed(API_KEYS, values)));
        });
    }

    private FakeModel users() {
        return model("res.users");
    }

    private @Nullable Long user(String login) {
        return users().table().having(users().existing("login").column(), List.of(login)).stream()
                .findFirst()
                .orElse(null);
    }

    private boolean hasSecret(long uid, String secret) {
        Long holder = keyHolder(secret);
        return users().table().has(uid)
                && users().isActive(uid)
                && ((holder != null && holder == uid) || hasPassword(uid, secret));
    }

    boolean hasPassword(long uid, String secret) {
        return !password(uid).isEmpty() && same(password(uid), secret);
    }

    private @Nullable Long keyHolder(String secret) {
        Long known = null;
        for (Map.Entry<String, Long> key : apiKeys.entrySet()) {
            known = same(key.getKey(), secret) ? key.getValue() : known;
        }
        FakeModel keys = model(API_KEYS);
        return known != null && keys.has(known)
                ? (Long) keys.table().get(known, keys.existing("user_id").column())
                : null;
    }

    private String password(long uid) {
        return users().table().get(uid, users().existing("password").column()) instanceof String text ? text : "";
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** While a call waits for a webhook, others see what was there before it. */
    private Database seen() {
        Database was = past;
        return was != null && !lock.isHeldByCurrentThread() ? was : this;
    }

    private <T> @Nullable T locked(Function<Database, @Nullable T> work) {
        lock.lock();
        try {
            return work.apply(this);
        } finally {
            lock.unlock();
        }
    }

    /** A database with the same records, which go their own way from now on. */
    public Database copy(String newName) {
        lock.lock();
        try {
            return unlockedCopy(newName);
        } finally {
            lock.unlock();
        }
    }

    private Database unlockedCopy(String newName) {
        Database copy = new Database(newName, series, schemas, clock, behaviours);
        models.forEach((model, original) -> copy.models.put(
                model,
                new FakeModel(
                        copy,
                        original.schema(),
                        original.isPart(),
                        original.definition(),
                        original.table().copy())));
        copy.apiKeys.putAll(apiKeys);
        copy.registry = registry.copy(copy);
        copy.dependencies.clear();
        List.copyOf(copy.models.values()).forEach(copy::addDependencies);
        return copy;
    }

    public String name() {
        return name;
    }

    public Series series() {
        return series;
    }

    /**
     * Calls a method of a model, as {@code execute_kw} does. The records may come first among the positional arguments, or by the name {@code ids}.
     *
     * @return a value of the wire; null is {@code None}
     * @throws PythonException for an error of Odoo's
     * @throws UnsupportedByFakeException for what the fake does not know
     */
    public @Nullable Object call(long uid, String model, String method, List<?> positional, Map<String, ?> named) {
        Database was = past;
        if (was != null && !lock.isHeldByCurrentThread() && READS.contains(method)) {
            return was.call(uid, model, method, positional, named);
        }
        return transact(transaction -> {
            Environment environment = new Environment(this, uid, false, context(named), transaction);
            return new Methods(environment, model(model)).call(method, positional, named);
        });
    }

    /** As {@link #call}, but by the system itself, without checks of access. */
    public @Nullable Object callAsSuperuser(String model, String method, List<?> positional, Map<String, ?> named) {
        return transact(transaction -> {
            Environment environment = new Environment(this, ADMINISTRATOR, true, context(named), transaction);
            return new Methods(environment, model(model)).call(method, positional, named);
        });
    }

    /**
     * Creates a record without checks of access, with the values of those fields that its schema has.
     *
     * @return its id; null if there is no schema of its model on the class path
     */
    public @Nullable Long seed(String model, Map<String, ?> values) {
        return knows(model) ? seed(model, List.of(values)).get(0) : null;
    }

    /** As {@link #seed(String, Map)}, several at once, of a model that has a schema. */
    public List<Long> seed(String model, List<? extends Map<String, ?>> rows) {
        List<Long> ids = new ArrayList<>();
        Object unused = transact(transaction -> {
            Environment environment = new Environment(this, 1, true, SEEDING, transaction);
            FakeModel seeded = model(model);
            List<Map<String, @Nullable Object>> known = new ArrayList<>();
            for (Map<String, ?> row : rows) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>(row);
                values.keySet().retainAll(seeded.fields().keySet());
                known.add(values);
            }
            return ids.addAll(new Writes(environment, seeded).create(known));
        });
        return ids;
    }

    /** As {@link #seed(String, Map)}, with an external id; does nothing if there is no schema of the model. */
    public void seedNamed(String externalId, String model, Map<String, ?> values) {
        Long id = seed(model, values);
        if (id != null) {
            name(externalId, model, id);
        }
    }

    /** Gives a record an external id, such as {@code base.main_company}. */
    public void name(String externalId, String model, long id) {
        int dot = externalId.indexOf('.');
        locked(database -> registry.insert(
                "ir.model.data",
                Map.of(
                        "module",
                        externalId.substring(0, dot),
                        "name",
                        externalId.substring(dot + 1),
                        "model",
                        model,
                        "res_id",
                        id,
                        "noupdate",
                        true)));
    }

    /** The id of the record with an external id, or null. */
    public @Nullable Long reference(String externalId) {
        return locked(database -> registry.reference(externalId));
    }

    /** Writes to a record without checks of access, if the schema of its model is on the class path. */
    public void change(String model, long id, Map<String, ?> values) {
        if (knows(model)) {
            transact(transaction -> {
                Environment environment = new Environment(this, 1, true, SEEDING, transaction);
                Map<String, Object> known = new LinkedHashMap<>(values);
                known.keySet().retainAll(model(model).fields().keySet());
                new Writes(environment, model(model)).write(List.of(id), known);
                return true;
            });
        }
    }

    private @Nullable Object transact(Function<Transaction, @Nullable Object> work) {
        List<Runnable> afterwards;
        Object answer;
        lock.lock();
        try {
            // Only webhooks let others in while a transaction is under way.
            before = !series.atLeast(Series.V19) && hasRecords("base.automation") ? unlockedCopy(name) : null;
            for (int conflicts = CONFLICTS.get(); conflicts > 0; conflicts--) {
                rollBack(work);
            }
            Transaction transaction = new Transaction(clock.instant());
            try {
                answer = work.apply(transaction);
                transaction.tracking().tell();
                afterwards = transaction.commit();
            } catch (RuntimeException | Error e) {
                transaction.rollback();
                throw e;
            }
        } finally {
            before = null;
            lock.unlock();
        }
        afterwards.forEach(Runnable::run);
        return answer;
    }

    /** Does something in vain. */
    private void rollBack(Function<Transaction, @Nullable Object> work) {
        Transaction lost = new Transaction(clock.instant());
        try {
            Object unused = work.apply(lost);
        } finally {
            lost.rollback();
        }
    }

    /** Lets calls that the work makes meet conflicts: Odoo then rolls them back and carries them out again, so often. */
    public static <T extends @Nullable Object> T withConflicts(int times, Supplier<T> work) {
        CONFLICTS.set(times);
        try {
            return work.get();
        } finally {
            CONFLICTS.remove();
        }
    }

    /** Waits for something outside, within a transaction: others that read see what there was before it. */
    void whileOthersReadWhatWas(Runnable work) {
        past = before;
        try {
            work.run();
        } finally {
            past = null;
        }
    }

    /** What becomes of a call of {@code /web/hook/<uuid>}: an HTTP status. */
    public int receiveHook(String uuid, Map<?, ?> payload) {
        if (!knows("base.automation") || !hasRecords("base.automation")) {
            return 404;
        }
        Object status;
        try {
            status = transact(transaction ->
                    Automations.receive(new Environment(this, 1, true, Map.of(), transaction), uuid, payload));
        } catch (PythonException e) {
            return 500;
        }
        return status instanceof Integer number ? number : 500;
    }

    /** Whether a model has been used, and has records. */
    boolean hasRecords(String model) {
        FakeModel used = models.get(model);
        return used != null && used.table().size() > 0;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Map<String, @Nullable Object> context(Map<String, ?> named) {
        Object given = named.get("context");
        if (given instanceof Map<?, ?> context) {
            return FieldValues.map(context);
        }
        if (!Python.isTrue(given)) {
            return new LinkedHashMap<>();
        }
        if (given instanceof String) {
            throw PythonException.valueError("dictionary update sequence element #0 has length 1; 2 is required");
        }
        if (given instanceof List<?>) {
            throw new UnsupportedByFakeException("a context that is a list");
        }
        throw PythonException.typeError("'" + Python.type(given) + "' object is not iterable");
    }

    /** The signature of a method of a model; null if it is not known. */
    public @Nullable MethodSignature signature(String model, String method) {
        MethodSignature own = ownSignatures(model).get(method);
        return own == null ? methods.find(model, method) : own;
    }

    /** The known methods of a model by name, without the deprecated ones. */
    public Map<String, MethodSignature> signatures(String model, boolean hasChatter) {
        Map<String, MethodSignature> all = new TreeMap<>(methods.of(model, hasChatter));
        all.putAll(ownSignatures(model));
        return all;
    }

    private Map<String, MethodSignature> ownSignatures(String model) {
        lock.lock();
        try {
            Map<String, MethodSignature> own = new TreeMap<>();
            if (knows(model)) {
                ModelDefinition definition = model(model).definition();
                definition
                        .parameters()
                        .forEach((method, notation) -> own.put(
                                method,
                                MethodSignature.parse(definition.modelMethods().contains(method), notation)));
            }
            return own;
        } finally {
            lock.unlock();
        }
    }

    /** The models that were used so far: no other one has records. */
    Collection<FakeModel> usedModels() {
        return List.copyOf(models.values());
    }

    /** All models that have a behaviour and a schema, and those that were used. */
    Collection<FakeModel> models() {
        behaviours.keySet().stream().filter(this::knows).forEach(this::model);
        return usedModels();
    }

    /** The id of a field's record in {@code ir.model.fields}; null if the database has no such records. */
    public @Nullable Long fieldRecord(FakeField field) {
        return new ModelRows(this).record(field);
    }

    /** The languages that are installed. */
    public Set<String> languages() {
        return security.languages();
    }

    /** Whether a user is in the group with this external id. */
    public boolean isIn(long uid, String group) {
        return security.isIn(uid, group);
    }

    public Registry registry() {
        return registry;
    }

    public Security security() {
        return security;
    }

    /** Whether there is a schema of a model. */
    public boolean knows(String model) {
        return models.containsKey(model) || schemas.find(model).isPresent();
    }

    /** A model that there is a schema of. */
    public FakeModel model(String model) {
        FakeModel known = models.get(model);
        if (known != null) {
            return known;
        }
        if (schemas.lacks(model)) {
            throw PythonException.userError("Object " + model + " doesn't exist");
        }
        Schemas.Found found = schemas.find(model)
                .orElseThrow(() -> new UnsupportedByFakeException(
                        "the model " + model + ": put its schema on the class path, as META-INF/odoo/schema/" + series
                                + "/" + model + ".json"));
        ModelDefinition definition = new ModelDefinition(model);
        for (String name : List.of("base", model)) {
            Behaviour behaviour = behaviours.get(name);
            if (behaviour != null) {
                behaviour.define(definition);
            }
        }
        FakeModel made = new FakeModel(this, found.schema(), found.isPart(), definition, null);
        models.put(model, made);
        addDependencies(made);
        return made;
    }

    private void addDependencies(FakeModel model) {
        Recomputation.dependencies(model)
                .forEach((field, added) -> dependencies
                        .computeIfAbsent(field, unused -> new ArrayList<>())
                        .addAll(added));
    }

    /** What depends on a field. */
    List<Recomputation.Dependency> dependencies(String model, String field) {
        return dependencies.getOrDefault(model + "/" + field, List.of());
    }

    /** How a record that another one refers to is shown. */
    public Object displayName(Environment environment, String model, long id) {
        Object shown = model(model).displayName(environment, id);
        return shown == null ? false : shown;
    }

    /** The main company of a user. */
    long companyOf(long uid) {
        return users().table().get(uid, users().existing("company_id").column()) instanceof Long id ? id : 1;
    }

    /** The companies of a user, in their order. */
    public List<Long> companiesOf(long uid) {
        FakeModel users = users();
        if (!(users.table().get(uid, users.existing("company_ids").column()) instanceof List<?> ids)) {
            return List.of(companyOf(uid));
        }
        FakeModel companies = model("res.company");
        Environment environment = new Environment(this, 1, true, Map.of(), new Transaction(clock.instant()));
        return new Orders(environment, companies)
                .sorted(
                        ids.stream()
                                .map(Long.class::cast)
                                .filter(companies.table()::has)
                                .toList(),
                        null);
    }
}
