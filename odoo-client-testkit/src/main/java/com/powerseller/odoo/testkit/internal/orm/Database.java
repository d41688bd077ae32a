package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.ModelSchema;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final long UID = 2;

    private final String name;
    private final Series series;
    private final ClassLoader schemas;
    private final InstantSource clock;
    private final Map<String, Behaviour> behaviours;
    private final String login;
    private final String password;
    private final String apiKey;
    private final MethodSignatures methods;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, FakeModel> models = new HashMap<>();
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

    /**
     * An empty database with one user, who has the id 2.
     *
     * @param schemas where the schemas of the models are
     * @param behaviours what models do, by their technical names
     */
    public Database(
            String name,
            Series series,
            ClassLoader schemas,
            InstantSource clock,
            Map<String, Behaviour> behaviours,
            String login,
            String password,
            String apiKey) {
        this.name = name;
        this.series = series;
        this.schemas = schemas;
        this.clock = clock;
        this.behaviours = Map.copyOf(behaviours);
        this.methods = MethodSignatures.of(series);
        this.login = login;
        this.password = password;
        this.apiKey = apiKey;
    }

    /** The id of the user with this login, if the secret is the password or an API key of that user; else null. */
    public @Nullable Long login(String login, String secret) {
        return this.login.equals(login) && isUser(UID, secret) ? UID : null;
    }

    /** The id of the user whose API key this is, else null. */
    public @Nullable Long userOfKey(String apiKey) {
        return same(this.apiKey, apiKey) ? UID : null;
    }

    /** Whether this is the password or an API key of the user. */
    public boolean isUser(long uid, String secret) {
        return uid == UID && (same(password, secret) || same(apiKey, secret));
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
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
        Database copy = new Database(newName, series, schemas, clock, behaviours, login, password, apiKey);
        models.forEach((model, original) -> copy.models.put(
                model,
                new FakeModel(
                        copy,
                        original.schema(),
                        original.definition(),
                        original.table().copy())));
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
        if (model.equals("res.users") && !knows(model)) {
            return ofUser(method);
        }
        Database was = past;
        if (was != null && !lock.isHeldByCurrentThread() && READS.contains(method)) {
            return was.call(uid, model, method, positional, named);
        }
        return transact(transaction -> {
            new ModelRows(this).beforeCall(model, List.of(positional, named));
            Environment environment = new Environment(this, uid, false, context(named), transaction);
            return new Methods(environment, model(model)).call(method, positional, named);
        });
    }

    /** As {@link #call}, but by the system itself, without checks of access. */
    public @Nullable Object callAsSuperuser(String model, String method, List<?> positional, Map<String, ?> named) {
        return transact(transaction -> {
            new ModelRows(this).beforeCall(model, List.of(positional, named));
            Environment environment = new Environment(this, UID, true, context(named), transaction);
            return new Methods(environment, model(model)).call(method, positional, named);
        });
    }

    /** What the protocols ask of the user, where there is no schema of users. */
    private Object ofUser(String method) {
        return switch (method) {
            case "context_get" -> {
                Map<String, Object> context = new LinkedHashMap<>();
                context.put("lang", "en_US");
                context.put("tz", false);
                context.put("uid", UID);
                yield context;
            }
            case "has_group" -> true;
            case "read" ->
                List.of(Map.of(
                        "id",
                        UID,
                        "name",
                        login,
                        "login",
                        login,
                        "share",
                        false,
                        "partner_id",
                        List.of(3L, login),
                        "company_id",
                        List.of(1L, "My Company"),
                        "company_ids",
                        List.of(1L)));
            default ->
                throw new UnsupportedByFakeException(
                        "the method " + method + " of res.users without a schema of res.users on the class path");
        };
    }

    /** Creates a record without checks of access, if the schema of its model is on the class path, with the values of those fields that the schema has. */
    public void seed(String model, Map<String, ?> values) {
        if (knows(model)) {
            transact(transaction -> {
                Environment environment = new Environment(this, 1, true, Map.of(), transaction);
                Map<String, Object> known = new LinkedHashMap<>(values);
                known.keySet().retainAll(model(model).fields().keySet());
                return new Writes(environment, model(model)).create(List.of(known));
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
        return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }

    private static Map<String, @Nullable Object> context(Map<String, ?> named) {
        return named.get("context") instanceof Map<?, ?> context ? FieldValues.map(context) : new LinkedHashMap<>();
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

    /** Whether the schema of a model is on the class path. */
    boolean knows(String model) {
        return models.containsKey(model) || Schemas.find(schemas, series, model).isPresent();
    }

    /** A model whose schema is on the class path. */
    FakeModel model(String model) {
        FakeModel known = models.get(model);
        if (known != null) {
            return known;
        }
        ModelSchema schema = Schemas.find(schemas, series, model)
                .orElseThrow(() -> new UnsupportedByFakeException(
                        "the model " + model + ": put its schema on the class path, as META-INF/odoo/schema/" + series
                                + "/" + model + ".json"));
        ModelDefinition definition = new ModelDefinition(model);
        Behaviour behaviour = behaviours.get(model);
        if (behaviour != null) {
            behaviour.define(definition);
        }
        FakeModel made = new FakeModel(this, schema, definition, null);
        models.put(model, made);
        return made;
    }

    /** How a record that another one refers to is shown. */
    Object displayName(Environment environment, String model, long id) {
        if (model.equals("res.users") && Schemas.find(schemas, series, model).isEmpty()) {
            return "User " + id;
        }
        Object shown = model(model).displayName(environment, id);
        return shown == null ? false : shown;
    }

    /** The company of a user. */
    long companyOf(long uid) {
        FakeModel users = models.get("res.users");
        if (users == null) {
            return 1;
        }
        FakeField company = users.existing("company_id");
        return users.table().get(uid, company.column()) instanceof Long id ? id : 1;
    }
}
