package com.powerseller.odoo.testkit.internal.orm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The users of a database: what they log in with, and the companies that they work for. Thread-safe. */
public final class UserAccounts {
    private static final String API_KEYS = "res.users.apikeys";

    private final Database database;
    /** The ids of the records of API keys, by the keys. */
    private final Map<String, Long> apiKeys;

    UserAccounts(Database database) {
        this(database, Map.of());
    }

    private UserAccounts(Database database, Map<String, Long> apiKeys) {
        this.database = database;
        this.apiKeys = new HashMap<>(apiKeys);
    }

    UserAccounts copy(Database copy) {
        return new UserAccounts(copy, apiKeys);
    }

    /** The id of the user with this login, if the secret is the password or an API key of that user; else null. */
    public @Nullable Long login(String login, String secret) {
        return seen(users -> {
            Long uid = users.named(login);
            return uid != null && users.hasSecret(uid, secret) ? uid : null;
        });
    }

    /** The id of the user with this login, archived or not; null if there is none. */
    public @Nullable Long of(String login) {
        return seen(users -> users.named(login));
    }

    /** The id of the user whose API key this is, else null. */
    public @Nullable Long ofKey(String apiKey) {
        return seen(users -> {
            Long uid = users.keyHolder(apiKey);
            return uid != null && users.model().isActive(uid) ? uid : null;
        });
    }

    /** Whether this is the password or an API key of the user. */
    public boolean isUser(long uid, String secret) {
        return Boolean.TRUE.equals(seen(users -> users.hasSecret(uid, secret)));
    }

    /** What changes when sessions of a user must end: an archived user has none. */
    public @Nullable String sessionToken(long uid) {
        return seen(users -> users.model().isActive(uid) ? users.password(uid) : null);
    }

    /** Gives a user one more API key. */
    public void addApiKey(long uid, String apiKey) {
        database.locked(unused -> {
            Map<String, ?> values = Map.of("name", "API key " + (apiKeys.size() + 1), "user_id", uid, "scope", "rpc");
            return apiKeys.put(apiKey, Objects.requireNonNull(database.seed(API_KEYS, values)));
        });
    }

    private <T> @Nullable T seen(Function<UserAccounts, @Nullable T> question) {
        return database.seen(there -> question.apply(there.users()));
    }

    private FakeModel model() {
        return database.model("res.users");
    }

    private @Nullable Object kept(long uid, String field) {
        return model().kept(uid, model().existing(field));
    }

    private @Nullable Long named(String login) {
        return model().table().having(model().existing("login").column(), List.of(login)).stream()
                .findFirst()
                .orElse(null);
    }

    private boolean hasSecret(long uid, String secret) {
        Long holder = keyHolder(secret);
        return model().has(uid)
                && model().isActive(uid)
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
        FakeModel keys = database.model(API_KEYS);
        return known != null && keys.has(known) ? (Long) keys.kept(known, keys.existing("user_id")) : null;
    }

    private String password(long uid) {
        return kept(uid, "password") instanceof String text ? text : "";
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    // --------------------------------------------------------------------------------------- companies

    /** The main company of a user. */
    long companyOf(long uid) {
        return kept(uid, "company_id") instanceof Long id ? id : 1;
    }

    /** The companies of a user, in their order. */
    public List<Long> companiesOf(long uid) {
        if (!(kept(uid, "company_ids") instanceof List<?> ids)) {
            return List.of(companyOf(uid));
        }
        FakeModel companies = database.model("res.company");
        Environment environment = new Environment(database, 1, true, Map.of(), new Transaction(database.now()));
        List<Long> existing =
                ids.stream().map(Long.class::cast).filter(companies::has).toList();
        return new Orders(environment, companies).sorted(existing, null);
    }
}
