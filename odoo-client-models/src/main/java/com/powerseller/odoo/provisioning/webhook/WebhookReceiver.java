package com.powerseller.odoo.provisioning.webhook;

import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.webhook.Authentication.Proof;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes Odoo's webhooks: keeps the record that one names in the store, as a hint, and answers. It asks Odoo nothing. Thread-safe; close it to end its thread.
 *
 * <p>What it takes is what the action <em>Send Webhook Notification</em> of Odoo 17 and later sends: {@code POST}, {@code application/json}, an object with {@code _model} and {@code _id};
 * whatever else is in it is ignored. Odoo waits for a second and does not try again, so an answer never takes longer than {@link Builder#answerWithin}; a hint that is answered with 202 is
 * in the store, for good if the store is. What comes while the store is away is lost, until the poller or the sweep finds it.
 *
 * <table>
 * <caption>Answers, in the order in which they are decided; none has a body</caption>
 * <tr><th>404</th><td>the path is another one</td></tr>
 * <tr><th>405</th><td>the method is not {@code POST}</td></tr>
 * <tr><th>413</th><td>the body is longer than {@link #maxBytes()}</td></tr>
 * <tr><th>401</th><td>no way to authenticate that was given to the builder is satisfied: no secret, a wrong one, a wrong or a late signature, a malformed header</td></tr>
 * <tr><th>415</th><td>the content is not {@code application/json} in UTF-8, or is compressed</td></tr>
 * <tr><th>400</th><td>the body is no JSON object with a model and a positive id</td></tr>
 * <tr><th>422</th><td>the model is none that is followed: nothing depends on its records</td></tr>
 * <tr><th>409</th><td>a signed request came a second time</td></tr>
 * <tr><th>503</th><td>the store did not take the hint, or not in time, or the receiver is closed</td></tr>
 * <tr><th>202</th><td>the hint is kept</td></tr>
 * </table>
 */
public final class WebhookReceiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);
    private static final Pattern JSON = Pattern.compile(
            "\\s*application/json\\s*(;\\s*charset\\s*=\\s*\"?(utf-8|us-ascii)\"?\\s*)?", Pattern.CASE_INSENSITIVE);
    private static final Set<String> MODELS = Set.of(
            "sale.order",
            "sale.order.line",
            "sale.subscription",
            "sale.subscription.line",
            "res.partner",
            "res.users",
            "account.move",
            "payment.token");

    private final String path;
    private final List<Authentication> authentications;
    private final Set<String> models;
    private final int maxBytes;
    private final Duration answerWithin;
    private final InstantSource clock;
    private final HintWriter writer;

    private WebhookReceiver(Builder builder, SignalStore store) {
        path = builder.path;
        authentications = List.copyOf(builder.authentications);
        models = Set.copyOf(builder.models);
        maxBytes = builder.maxBytes;
        answerWithin = builder.answerWithin;
        clock = builder.clock;
        writer = new HintWriter(store, builder.onStored, clock);
    }

    /** A builder; it needs a store, and a way to authenticate. */
    public static Builder builder() {
        return new Builder();
    }

    /** The longest body that is taken. A server need not read more than one byte beyond. */
    public int maxBytes() {
        return maxBytes;
    }

    /** What to answer to a request. Never throws, whatever the request is. */
    public WebhookResponse receive(WebhookRequest request) {
        WebhookResponse response = answer(request);
        LOG.debug("a webhook of {} bytes: {}", request.body().length, response.status());
        return response;
    }

    private WebhookResponse answer(WebhookRequest request) {
        String segment = segment(request.path());
        if (segment == null) {
            return WebhookResponse.of(404);
        }
        if (!request.method().equals("POST")) {
            return WebhookResponse.of(405, "Allow", "POST");
        }
        if (request.body().length > maxBytes) {
            return WebhookResponse.of(413);
        }
        Instant now = clock.instant();
        Proof proof = proof(request, segment, now);
        if (proof == null) {
            return WebhookResponse.of(401, "WWW-Authenticate", "Basic realm=\"odoo\"");
        }
        String type = request.header("content-type");
        if (type == null || !JSON.matcher(type).matches() || request.headers().containsKey("content-encoding")) {
            return WebhookResponse.of(415);
        }
        Hint hint = hint(request.body());
        if (hint == null) {
            return WebhookResponse.of(400);
        }
        if (!models.contains(hint.model())) {
            return WebhookResponse.of(422);
        }
        ReceivedHint received = new ReceivedHint(hint, "webhook-" + UUID.randomUUID(), now);
        return switch (writer.write(received, proof, answerWithin)) {
            case STORED -> WebhookResponse.of(202);
            case REPLAYED -> WebhookResponse.of(409);
            case FAILED -> WebhookResponse.of(503);
        };
    }

    /** What the path has after the receiver's own; null if it is another one. */
    private @Nullable String segment(String requested) {
        if (requested.equals(path)) {
            return "";
        }
        if (!requested.startsWith(path + "/")) {
            return null;
        }
        String segment = requested.substring(path.length() + 1);
        return segment.indexOf('/') < 0 ? segment : null;
    }

    private @Nullable Proof proof(WebhookRequest request, String segment, Instant now) {
        Proof accepted = null;
        for (Authentication authentication : authentications) {
            Proof proof = authentication.check(request, segment, now);
            accepted = accepted == null ? proof : accepted;
        }
        return accepted;
    }

    private static @Nullable Hint hint(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            Map<String, @Nullable Object> members = JsonValue.parse(text).asMap();
            if (!(members.get("_model") instanceof String model) || !(members.get("_id") instanceof Long id)) {
                return null;
            }
            return new Hint(Hint.Kind.WEBHOOK, model, id);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Takes no more webhooks; those that are being answered are. Waits five seconds for the store at most. */
    @Override
    public void close() {
        writer.close();
    }

    /** Builds receivers. Not thread-safe. */
    public static final class Builder {
        private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

        private @Nullable SignalStore store;
        private Runnable onStored = () -> {};
        private String path = "/odoo/webhook";
        private final List<Authentication> authentications = new ArrayList<>();
        private final Set<String> models = new LinkedHashSet<>(MODELS);
        private int maxBytes = 256 * 1024;
        private Duration answerWithin = Duration.ofMillis(700);
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /** Where hints are kept. */
        public Builder store(SignalStore keeper) {
            this.store = Objects.requireNonNull(keeper);
            return this;
        }

        /** Is called, in the receiver's thread, whenever hints were kept: to wake who resolves them. It must be quick. */
        public Builder onStored(Runnable action) {
            this.onStored = Objects.requireNonNull(action);
            return this;
        }

        /**
         * The path of the receiver, {@code /odoo/webhook} unless said otherwise; with {@link Authentication#path}, the secret follows it after a slash.
         *
         * @throws IllegalArgumentException if it does not begin with a slash, ends with one, or has characters other than letters, digits, and {@code -._~}
         */
        public Builder path(String start) {
            if (!PATH.matcher(start).matches()) {
                throw new IllegalArgumentException("'" + start + "' is no path such as /odoo/webhook");
            }
            this.path = start;
            return this;
        }

        /** Accepts requests that satisfy any of these, and of those given before: the old secret and the new one while they are changed. */
        public Builder accept(Authentication... anyOf) {
            authentications.addAll(List.of(anyOf));
            return this;
        }

        /** The models whose records are hinted at, instead of all that tenants may depend on: subscriptions, their lines, partners, users, invoices, payment tokens. */
        public Builder models(String... names) {
            models.clear();
            models.addAll(List.of(names));
            return this;
        }

        /**
         * The longest body in bytes; 256 KiB unless said otherwise.
         *
         * @throws IllegalArgumentException if it is not from 64 bytes to 16 MiB
         */
        public Builder maxBytes(int bytes) {
            if (bytes < 64 || bytes > 16 << 20) {
                throw new IllegalArgumentException("maxBytes is " + bytes + "; it takes from 64 to " + (16 << 20));
            }
            this.maxBytes = bytes;
            return this;
        }

        /**
         * How long an answer may wait for the store; 700 ms unless said otherwise, as Odoo hangs up after a second.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder answerWithin(Duration longest) {
            if (longest.isZero() || longest.isNegative()) {
                throw new IllegalArgumentException("answerWithin must be positive");
            }
            this.answerWithin = longest;
            return this;
        }

        /** Tells the time; for tests. */
        public Builder clock(InstantSource source) {
            this.clock = Objects.requireNonNull(source);
            return this;
        }

        /**
         * The receiver. No thread begins before the first webhook.
         *
         * @throws IllegalStateException if there is no store, no way to authenticate, or no model
         */
        public WebhookReceiver build() {
            if (store == null) {
                throw new IllegalStateException("say where hints are kept: store(...)");
            }
            if (authentications.isEmpty()) {
                throw new IllegalStateException("say how requests authenticate: accept(Authentication...)");
            }
            if (models.isEmpty()) {
                throw new IllegalStateException("name a model at least: models(...)");
            }
            return new WebhookReceiver(this, store);
        }
    }
}
