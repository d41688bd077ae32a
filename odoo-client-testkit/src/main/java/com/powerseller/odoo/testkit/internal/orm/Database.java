package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.testkit.internal.orm.access.Security;
import com.powerseller.odoo.testkit.internal.orm.method.MethodSignature;
import com.powerseller.odoo.testkit.internal.orm.method.MethodSignatures;
import com.powerseller.odoo.testkit.internal.orm.method.Methods;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
    private static final long ADMINISTRATOR = 2;
    /** As Odoo, which says nothing of the records that modules bring. */
    private static final Map<String, @Nullable Object> SEEDING = Map.of("tracking_disable", true);
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

    private static final ThreadLocal<Integer> CONFLICTS = ThreadLocal.withInitial(() -> 0);

    private final String name;
    private final Series series;
    private final InstantSource clock;
    private final MethodSignatures methods;
    private final Models models;
    private final UserAccounts users;
    private final Registry registry;
    private final Security security = new Security(this);
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Past latestPast;
    private volatile @Nullable Past past;

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
        this.clock = clock;
        this.methods = MethodSignatures.of(series);
        this.models = new Models(this, schemas, behaviours);
        this.users = new UserAccounts(this);
        this.registry = new Registry(this);
    }

    private Database(String name, Database original) {
        this.name = name;
        this.series = original.series;
        this.clock = original.clock;
        this.methods = original.methods;
        this.models = original.models.unusedIn(this);
        this.users = original.users.copy(this);
        this.registry = original.registry.copy(this);
    }

    /** While a call waits for a webhook, others see what was there before it. */
    <T> @Nullable T seen(Function<Database, @Nullable T> question) {
        return seen().locked(question);
    }

    private Database seen() {
        Past waiting = past;
        Database was = waiting == null || lock.isHeldByCurrentThread() ? null : waiting.database();
        return was == null ? this : was;
    }

    <T> @Nullable T locked(Function<Database, @Nullable T> work) {
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
        Database copy = new Database(newName, this);
        copy.models.copyFrom(models);
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
        Database was = READS.contains(method) ? seen() : this;
        if (was != this) {
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
        Object unused = transact(transaction -> ids.addAll(seeding(model, transaction)
                .create(rows.stream().map(row -> known(model, row)).toList())));
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
                seeding(model, transaction).write(List.of(id), known(model, values));
                return true;
            });
        }
    }

    private Writes seeding(String model, Transaction transaction) {
        return new Writes(new Environment(this, 1, true, SEEDING, transaction), model(model));
    }

    private Map<String, @Nullable Object> known(String model, Map<String, ?> values) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>(values);
        known.keySet().retainAll(model(model).fields().keySet());
        return known;
    }

    private @Nullable Object transact(Function<Transaction, @Nullable Object> work) {
        List<Runnable> afterwards;
        Object answer;
        lock.lock();
        try {
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
            latestPast = null;
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
    void whileOthersReadWhatWas(Transaction transaction, Runnable work) {
        Past known = latestPast;
        Past before = known != null && known.transaction == transaction ? known : new Past(transaction);
        latestPast = before;
        past = before;
        try {
            before.open();
            work.run();
        } finally {
            past = null;
            before.close();
        }
    }

    /** What there was before a transaction that waits for a webhook: made when somebody asks first, as few do. */
    private final class Past {
        private final Transaction transaction;
        private boolean isOpen;
        private @Nullable Database database;

        Past(Transaction transaction) {
            this.transaction = transaction;
        }

        synchronized void open() {
            isOpen = true;
        }

        /** Waits for those who are just making it. */
        synchronized void close() {
            isOpen = false;
        }

        /** Null if nobody asked before the transaction went on. */
        synchronized @Nullable Database database() {
            if (database == null && isOpen) {
                database = unlockedCopy(name);
                database.undo(Database.this, transaction);
            }
            return database;
        }
    }

    /** Takes back, in a copy, what a transaction has done to the original. */
    private void undo(Database original, Transaction transaction) {
        Map<Table, Table> copies = new HashMap<>();
        original.models
                .used()
                .forEach(changed ->
                        copies.put(changed.table(), models.get(changed.name()).table()));
        transaction.changes().forEach(change -> change.undo(Objects.requireNonNull(copies.get(change.table()))));
    }

    /** What becomes of a call of {@code /web/hook/<uuid>}: an HTTP status. */
    public int receiveHook(String uuid, Map<?, ?> payload) {
        if (!knows("base.automation") || !models.hasRecords("base.automation")) {
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

    Models models() {
        return models;
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

    public UserAccounts users() {
        return users;
    }

    public Registry registry() {
        return registry;
    }

    public Security security() {
        return security;
    }

    /** Whether there is a schema of a model. */
    public boolean knows(String model) {
        return models.knows(model);
    }

    /** A model that there is a schema of. */
    public FakeModel model(String model) {
        return models.get(model);
    }

    /** How a record that another one refers to is shown. */
    public Object displayName(Environment environment, String model, long id) {
        Object shown = model(model).displayName(environment, id);
        return shown == null ? false : shown;
    }
}
