package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.ModelSchema;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One database of a fake: its models with their records, and the methods that can be called on them. One call runs at a time, in a transaction of its own: one that fails
 * changes nothing. Thread-safe.
 */
public final class Database {
    private final String name;
    private final Series series;
    private final ClassLoader schemas;
    private final InstantSource clock;
    private final Map<String, Behaviour> behaviours;
    private final MethodSignatures methods;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, FakeModel> models = new HashMap<>();

    /**
     * An empty database.
     *
     * @param schemas where the schemas of the models are
     * @param behaviours what models do, by their technical names
     */
    public Database(
            String name, Series series, ClassLoader schemas, InstantSource clock, Map<String, Behaviour> behaviours) {
        this.name = name;
        this.series = series;
        this.schemas = schemas;
        this.clock = clock;
        this.behaviours = Map.copyOf(behaviours);
        this.methods = MethodSignatures.of(series);
    }

    /** A database with the same records, which go their own way from now on. */
    public Database copy(String newName) {
        lock.lock();
        try {
            Database copy = new Database(newName, series, schemas, clock, behaviours);
            models.forEach((model, original) -> copy.models.put(
                    model,
                    new FakeModel(
                            copy,
                            original.schema(),
                            original.definition(),
                            original.table().copy())));
            return copy;
        } finally {
            lock.unlock();
        }
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
        return transact(transaction -> {
            Environment environment = new Environment(this, uid, false, context(named), transaction);
            return new Methods(environment, model(model)).call(method, positional, named);
        });
    }

    /** Creates a record without checks of access, if the schema of its model is on the class path. */
    public void seed(String model, Map<String, ?> values) {
        if (knows(model)) {
            transact(transaction -> {
                Environment environment = new Environment(this, 1, true, Map.of(), transaction);
                return new Writes(environment, model(model)).create(List.of(values));
            });
        }
    }

    private @Nullable Object transact(Function<Transaction, @Nullable Object> work) {
        List<Runnable> afterwards;
        Object answer;
        lock.lock();
        try {
            Transaction transaction = new Transaction(clock.instant());
            try {
                answer = work.apply(transaction);
                afterwards = transaction.commit();
            } catch (RuntimeException | Error e) {
                transaction.rollback();
                throw e;
            }
        } finally {
            lock.unlock();
        }
        afterwards.forEach(Runnable::run);
        return answer;
    }

    private static Map<String, @Nullable Object> context(Map<String, ?> named) {
        return named.get("context") instanceof Map<?, ?> context ? FieldValues.map(context) : new LinkedHashMap<>();
    }

    MethodSignatures methods() {
        return methods;
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
