package com.powerseller.odoo.provisioning.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.store.ClaimedHint;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReceiverTest {
    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");
    private static final String SECRET = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";
    private static final String PATH = "/odoo/webhook/" + SECRET;
    private static final String BODY = "{\"_action\": \"Send hook(#452)\", \"_id\": 17, \"_model\": \"sale.order\"}";
    private static final List<String> JSON = List.of("application/json");

    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    private final SignalStore store = new MemoryStore();
    private final List<WebhookReceiver> receivers = new ArrayList<>();

    @AfterEach
    void close() {
        receivers.forEach(WebhookReceiver::close);
    }

    private WebhookReceiver receiver(Authentication... accepted) {
        return receiver(store, accepted);
    }

    private WebhookReceiver receiver(SignalStore keeper, Authentication... accepted) {
        WebhookReceiver receiver = WebhookReceiver.builder()
                .store(keeper)
                .accept(accepted)
                .clock(time::get)
                .build();
        receivers.add(receiver);
        return receiver;
    }

    private WebhookReceiver withPath() {
        return receiver(Authentication.path(SECRET));
    }

    private static WebhookRequest request(String method, String path, String type, byte[] body) {
        return new WebhookRequest(method, path, Map.of("Content-Type", List.of(type)), body);
    }

    private static WebhookRequest post(String body) {
        return request("POST", PATH, "application/json", body.getBytes(UTF_8));
    }

    private static WebhookRequest post(Map<String, List<String>> headers, String body) {
        Map<String, List<String>> all = new HashMap<>(headers);
        all.put("Content-Type", JSON);
        return new WebhookRequest("POST", "/odoo/webhook", all, body.getBytes(UTF_8));
    }

    private List<ReceivedHint> kept() {
        return store.claimHints("test", 1_000, Duration.ofMinutes(1), NOW.plusSeconds(1_000_000)).stream()
                .map(ClaimedHint::hint)
                .toList();
    }

    private static int status(WebhookReceiver receiver, WebhookRequest request) {
        WebhookResponse response = receiver.receive(request);
        assertThat(response.body()).isEmpty();
        return response.status();
    }

    @Test
    void aWebhookBecomesAHintAboutItsRecord() {
        assertThat(status(withPath(), post(BODY))).isEqualTo(202);
        assertThat(kept()).singleElement().satisfies(hint -> {
            assertThat(hint.hint()).isEqualTo(new Hint(Hint.Kind.WEBHOOK, "sale.order", 17));
            assertThat(hint.seen()).isEqualTo(NOW);
            assertThat(hint.correlationId()).startsWith("webhook-");
        });
    }

    @Test
    void whateverElseIsInItIsIgnored() {
        String body =
                "{\"_action\": 5, \"_id\": 3, \"_model\": \"res.partner\", \"id\": 4, \"name\": \"\\u00e9\", \"x\": [{\"_id\": 9}]}";
        assertThat(status(withPath(), post(body))).isEqualTo(202);
        assertThat(kept()).extracting(ReceivedHint::recordId).containsExactly(3L);
    }

    @Test
    void aQueryDoesNotMatter() {
        assertThat(status(withPath(), request("POST", PATH + "?db=a", "application/json", BODY.getBytes(UTF_8))))
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/odoo/webhooks",
                "/odoo/webhook/" + SECRET + "/",
                "/odoo/webhook/a/" + SECRET,
                "/ODOO/webhook",
                "//odoo/webhook"
            })
    void anotherPathIsNotFound(String path) {
        assertThat(status(withPath(), request("POST", path, "application/json", BODY.getBytes(UTF_8))))
                .isEqualTo(404);
        assertThat(kept()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "post", ""})
    void anotherMethodIsNotAllowed(String method) {
        WebhookResponse response = withPath().receive(request(method, PATH, "application/json", BODY.getBytes(UTF_8)));
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers()).containsEntry("Allow", "POST");
        assertThat(kept()).isEmpty();
    }

    @Test
    void aBodyThatIsTooLongIsRefusedWhoeverSendsIt() {
        WebhookReceiver receiver = WebhookReceiver.builder()
                .store(store)
                .accept(Authentication.path(SECRET))
                .maxBytes(100)
                .build();
        receivers.add(receiver);
        String longest = BODY + " ".repeat(100 - BODY.length());
        assertThat(receiver.maxBytes()).isEqualTo(100);
        assertThat(status(receiver, post(longest))).isEqualTo(202);
        assertThat(status(receiver, post(longest + " "))).isEqualTo(413);
        assertThat(status(receiver, request("POST", "/odoo/webhook/no", "text/plain", new byte[101])))
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=\"UTF-8\"",
                "application/json ; charset=us-ascii"
            })
    void jsonIsTaken(String type) {
        assertThat(status(withPath(), request("POST", PATH, type, BODY.getBytes(UTF_8))))
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/jsonp",
                "application/json; charset=latin1",
                "application/json, text/html",
                "json"
            })
    void anotherTypeOfContentIsRefused(String type) {
        assertThat(status(withPath(), request("POST", PATH, type, BODY.getBytes(UTF_8))))
                .isEqualTo(415);
        assertThat(kept()).isEmpty();
    }

    @Test
    void noTypeOrTwoOfThemOrCompressedContentAreRefused() {
        List<Map<String, List<String>>> all = List.of(
                Map.of(),
                Map.of("Content-Type", List.of("application/json", "application/json")),
                Map.of("Content-Type", JSON, "content-type", JSON),
                Map.of("Content-Type", JSON, "Content-Encoding", List.of("gzip")));
        for (Map<String, List<String>> headers : all) {
            assertThat(status(withPath(), new WebhookRequest("POST", PATH, headers, BODY.getBytes(UTF_8))))
                    .as("%s", headers)
                    .isEqualTo(415);
        }
        assertThat(kept()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "17",
                "[]",
                "\"sale.order\"",
                "{}",
                "{\"_id\": 17}",
                "{\"_model\": \"sale.order\"}",
                "{\"_model\": \"\", \"_id\": 17}",
                "{\"_model\": null, \"_id\": 17}",
                "{\"_model\": [\"sale.order\"], \"_id\": 17}",
                "{\"_model\": \"sale.order\", \"_id\": 0}",
                "{\"_model\": \"sale.order\", \"_id\": -1}",
                "{\"_model\": \"sale.order\", \"_id\": false}",
                "{\"_model\": \"sale.order\", \"_id\": \"17\"}",
                "{\"_model\": \"sale.order\", \"_id\": 17.0}",
                "{\"_model\": \"sale.order\", \"_id\": 99999999999999999999999}",
                "{\"_model\": \"sale.order\", \"_id\": 17} x",
                "{\"_model\": \"sale.order\", \"_id\": 17, \"_id\": 18}",
                "{'_model': 'sale.order', '_id': 17}"
            })
    void whatIsNoHintIsABadRequest(String body) {
        assertThat(status(withPath(), post(body))).isEqualTo(400);
        assertThat(kept()).isEmpty();
    }

    @Test
    void textThatIsNotUtf8IsABadRequest() {
        byte[] body = "{\"_model\": \"sale.order\", \"_id\": 17, \"name\": \"é\"}".getBytes(ISO_8859_1);
        assertThat(status(withPath(), request("POST", PATH, "application/json", body)))
                .isEqualTo(400);
    }

    @Test
    void deepNestingIsABadRequest() {
        String deep = "[".repeat(100_000);
        assertThat(status(withPath(), post(deep))).isEqualTo(400);
        assertThat(status(withPath(), post("{\"_model\": \"sale.order\", \"_id\": 1, \"x\": " + deep)))
                .isEqualTo(400);
    }

    @Test
    void aModelThatNothingDependsOnIsRefused() {
        assertThat(status(withPath(), post("{\"_model\": \"crm.lead\", \"_id\": 17}")))
                .isEqualTo(422);
        WebhookReceiver own = WebhookReceiver.builder()
                .store(store)
                .accept(Authentication.path(SECRET))
                .models("crm.lead")
                .build();
        receivers.add(own);
        assertThat(status(own, post("{\"_model\": \"crm.lead\", \"_id\": 17}"))).isEqualTo(202);
        assertThat(status(own, post(BODY))).isEqualTo(422);
    }

    // -------------------------------------------------------------------------------------- who may send

    @ParameterizedTest
    @CsvSource({
        "0123456789abcdef, 202",
        "fedcba9876543210, 202",
        "0123456789abcdeF, 401",
        "0123456789abcde, 401",
        "0123456789abcdef0, 401",
        "'', 401",
    })
    void twoSecretsOfAPathAreValidAtOnce(String secret, int status) {
        WebhookReceiver receiver = receiver(Authentication.path(SECRET), Authentication.path(OTHER));
        assertThat(status(
                        receiver, request("POST", "/odoo/webhook/" + secret, "application/json", BODY.getBytes(UTF_8))))
                .isEqualTo(status);
        assertThat(status(receiver, request("POST", "/odoo/webhook", "application/json", BODY.getBytes(UTF_8))))
                .isEqualTo(401);
    }

    @Test
    void twoTokensOfAHeaderAreValidAtOnce() {
        WebhookReceiver receiver =
                receiver(Authentication.header("X-Token", SECRET), Authentication.header("X-Token", OTHER));
        assertThat(status(receiver, post(Map.of("x-token", List.of(SECRET)), BODY)))
                .isEqualTo(202);
        assertThat(status(receiver, post(Map.of("X-TOKEN", List.of(OTHER)), BODY)))
                .isEqualTo(202);
        for (Map<String, List<String>> headers : List.<Map<String, List<String>>>of(
                Map.of(),
                Map.of("X-Token", List.of()),
                Map.of("X-Token", List.of("")),
                Map.of("X-Token", List.of(SECRET + " ")),
                Map.of("X-Token", List.of(SECRET, SECRET)),
                Map.of("X-Token", List.of(SECRET), "x-token", List.of(OTHER)),
                Map.of("Authorization", List.of(SECRET)))) {
            assertThat(status(receiver, post(headers, BODY))).as("%s", headers).isEqualTo(401);
        }
    }

    @Test
    void theUserAndThePasswordOfAnAddressAreBasicAuthentication() {
        WebhookReceiver receiver = receiver(Authentication.basic("odoo", SECRET));
        String right = Base64.getEncoder().encodeToString(("odoo:" + SECRET).getBytes(UTF_8));
        String wrong = Base64.getEncoder().encodeToString(("odoo:" + OTHER).getBytes(UTF_8));
        assertThat(status(receiver, post(Map.of("Authorization", List.of("Basic " + right)), BODY)))
                .isEqualTo(202);
        assertThat(status(receiver, post(Map.of("Authorization", List.of("Basic " + wrong)), BODY)))
                .isEqualTo(401);
        assertThat(receiver.receive(post(Map.of(), BODY)).headers())
                .containsEntry("WWW-Authenticate", "Basic realm=\"odoo\"");
    }

    private static Map<String, List<String>> signed(String secret, long seconds, String body) {
        return headers(Long.toString(seconds), "sha256=" + hmac(secret, seconds + "." + body));
    }

    private static Map<String, List<String>> headers(String timestamp, String signature) {
        return Map.of("X-Webhook-Timestamp", List.of(timestamp), "X-Webhook-Signature", List.of(signature));
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSignatureIsThatOfTheDocumentation() {
        time.set(Instant.ofEpochSecond(1_700_000_000));
        // printf '1700000000.{"_id": 1, "_model": "sale.order"}' | openssl dgst -sha256 -hmac 0123456789abcdef
        assertThat(status(
                        receiver(Authentication.hmac(SECRET)),
                        post(
                                headers(
                                        "1700000000",
                                        "sha256=d78f34e8f0b20c430df26a31eee02eb5aad3da078705fc84beb77f6b6ef6d10b"),
                                "{\"_id\": 1, \"_model\": \"sale.order\"}")))
                .isEqualTo(202);
    }

    @Test
    void twoSecretsOfASignatureAreValidAtOnce() {
        WebhookReceiver receiver = receiver(Authentication.hmac(SECRET), Authentication.hmac(OTHER));
        long now = NOW.getEpochSecond();
        assertThat(status(receiver, post(signed(SECRET, now, BODY), BODY))).isEqualTo(202);
        assertThat(status(receiver, post(signed(OTHER, now, BODY), BODY))).isEqualTo(202);
        assertThat(status(receiver, post(signed("another secret 0123", now, BODY), BODY)))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"-301, 401", "-300, 202", "-1, 202", "0, 202", "300, 202", "301, 401", "1000000, 401"})
    void aSignatureHoldsForAWindowToEitherSide(long offset, int status) {
        long seconds = NOW.getEpochSecond() + offset;
        assertThat(status(receiver(Authentication.hmac(SECRET)), post(signed(SECRET, seconds, BODY), BODY)))
                .isEqualTo(status);
        assertThat(kept()).hasSize(status == 202 ? 1 : 0);
    }

    @Test
    void theWindowCanBeSet() {
        WebhookReceiver receiver = receiver(Authentication.hmac(SECRET, Duration.ofSeconds(10)));
        long now = NOW.getEpochSecond();
        assertThat(status(receiver, post(signed(SECRET, now - 10, BODY), BODY))).isEqualTo(202);
        assertThat(status(receiver, post(signed(SECRET, now - 11, BODY), BODY))).isEqualTo(401);
        for (Duration window : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(2))) {
            assertThatThrownBy(() -> Authentication.hmac(SECRET, window)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aSignatureIsOfTheBodyAndTheTime() {
        WebhookReceiver receiver = receiver(Authentication.hmac(SECRET));
        long now = NOW.getEpochSecond();
        assertThat(status(receiver, post(signed(SECRET, now, BODY), BODY.replace("17", "18"))))
                .isEqualTo(401);
        assertThat(status(receiver, post(headers("" + (now + 1), "sha256=" + hmac(SECRET, now + "." + BODY)), BODY)))
                .isEqualTo(401);
        assertThat(kept()).isEmpty();
    }

    @Test
    void malformedHeadersOfASignatureAreRefused() {
        long now = NOW.getEpochSecond();
        String good = hmac(SECRET, now + "." + BODY);
        List<Map<String, List<String>>> malformed = List.of(
                Map.of(),
                Map.of("X-Webhook-Timestamp", List.of("" + now)),
                Map.of("X-Webhook-Signature", List.of("sha256=" + good)),
                headers("", "sha256=" + good),
                headers("now", "sha256=" + good),
                headers("-" + now, "sha256=" + good),
                headers(" " + now, "sha256=" + good),
                headers(now + ".0", "sha256=" + good),
                headers("9".repeat(40), "sha256=" + good),
                headers("" + now, good),
                headers("" + now, "sha1=" + good),
                headers("" + now, "sha256="),
                headers("" + now, "sha256=" + good.substring(1)),
                headers("" + now, "sha256=" + good + "00"),
                headers("" + now, "sha256=" + "z".repeat(64)),
                headers("" + now, "sha256=" + good + ",sha256=" + good),
                Map.of(
                        "X-Webhook-Timestamp",
                        List.of("" + now, "" + now),
                        "X-Webhook-Signature",
                        List.of("sha256=" + good)));
        WebhookReceiver receiver = receiver(Authentication.hmac(SECRET));
        for (Map<String, List<String>> headers : malformed) {
            assertThat(status(receiver, post(headers, BODY))).as("%s", headers).isEqualTo(401);
        }
        assertThat(kept()).isEmpty();
        String upper = good.toUpperCase(Locale.ROOT);
        assertThat(status(receiver, post(headers("" + now, "sha256=" + upper), BODY)))
                .isEqualTo(202);
    }

    @Test
    void aSignedRequestIsTakenOnce() {
        WebhookReceiver receiver = receiver(Authentication.hmac(SECRET));
        WebhookReceiver another = receiver(Authentication.hmac(SECRET));
        long now = NOW.getEpochSecond();
        WebhookRequest request = post(signed(SECRET, now + 200, BODY), BODY);
        assertThat(status(receiver, request)).isEqualTo(202);
        assertThat(kept()).hasSize(1);
        assertThat(status(receiver, request)).isEqualTo(409);
        assertThat(status(another, request)).isEqualTo(409);
        time.set(NOW.plusSeconds(500));
        assertThat(status(another, request)).isEqualTo(409);
        time.set(NOW.plusSeconds(501));
        assertThat(status(another, request)).isEqualTo(401);
        assertThat(kept()).isEmpty();
        assertThat(status(receiver, post(signed(SECRET, now + 500, BODY), BODY)))
                .isEqualTo(202);
    }

    @Test
    void signaturesThatAreTooOldAnywayAreForgotten() {
        WebhookReceiver receiver = receiver(Authentication.hmac(SECRET));
        assertThat(status(receiver, post(signed(SECRET, NOW.getEpochSecond(), BODY), BODY)))
                .isEqualTo(202);
        time.set(NOW.plusSeconds(1_000));
        assertThat(status(receiver, post(signed(SECRET, NOW.getEpochSecond() + 1_000, BODY), BODY)))
                .isEqualTo(202);
        assertThat(store.forgetBefore(NOW.plusSeconds(1_000))).isZero();
        assertThat(store.forgetBefore(NOW.plusSeconds(2_000))).isEqualTo(1);
    }

    @Test
    void anyOfSeveralWaysIsEnough() {
        WebhookReceiver receiver = receiver(
                Authentication.path(SECRET), Authentication.header("X-Token", OTHER), Authentication.hmac(SECRET));
        assertThat(status(receiver, post(BODY))).isEqualTo(202);
        assertThat(status(receiver, post(Map.of("X-Token", List.of(OTHER)), BODY)))
                .isEqualTo(202);
        assertThat(status(receiver, post(signed(SECRET, NOW.getEpochSecond(), BODY), BODY)))
                .isEqualTo(202);
        assertThat(status(receiver, post(Map.of(), BODY))).isEqualTo(401);
    }

    @Test
    void secretsAreInNoText() {
        List<Authentication> all = List.of(
                Authentication.path(SECRET),
                Authentication.header("X-Token", SECRET),
                Authentication.basic("odoo", SECRET),
                Authentication.hmac(SECRET));
        assertThat(all.toString())
                .isEqualTo("[Authentication.path, Authentication.header, Authentication.header, Authentication.hmac]");
        WebhookRequest request = post(Map.of("X-Token", List.of(SECRET)), BODY);
        assertThat(request).hasToString("WebhookRequest[" + BODY.length() + " bytes]");
        for (Callable<Authentication> tooShort : List.<Callable<Authentication>>of(
                () -> Authentication.path("fifteen_letters"),
                () -> Authentication.path("with a space in it"),
                () -> Authentication.header("X-Token", "fifteen_letters"),
                () -> Authentication.basic("odoo", "fifteen_letters"),
                () -> Authentication.hmac("fifteen_letters"))) {
            assertThatThrownBy(tooShort::call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain("fifteen", "space in it");
        }
    }

    @Test
    void aReceiverThatLetsEverybodyInCannotBeBuilt() {
        assertThatThrownBy(() -> WebhookReceiver.builder().store(store).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("accept");
        assertThatThrownBy(() -> WebhookReceiver.builder()
                        .accept(Authentication.path(SECRET))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("store");
        for (String path : List.of("", "/", "hook", "/hook/", "/a b", "/ä")) {
            assertThatThrownBy(() -> WebhookReceiver.builder().path(path)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    // ------------------------------------------------------------------------------------- the store

    /** A store that does something before its methods are called. */
    private SignalStore before(Runnable action, String... methods) {
        return (SignalStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SignalStore.class}, (proxy, method, arguments) -> {
                    if (List.of(methods).contains(method.getName())) {
                        action.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aStoreThatFailsIsSaidAndIsTriedAgain() {
        AtomicInteger failures = new AtomicInteger(2);
        SignalStore failing = before(
                () -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new SignalStoreException("away", new java.sql.SQLException());
                    }
                },
                "add");
        WebhookReceiver receiver = receiver(failing, Authentication.path(SECRET));
        assertThat(status(receiver, post(BODY))).isEqualTo(503);
        assertThat(status(receiver, post(BODY))).isEqualTo(503);
        assertThat(kept()).isEmpty();
        assertThat(status(receiver, post(BODY))).isEqualTo(202);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void anErrorOfTheStoreIsSurvived() {
        AtomicInteger errors = new AtomicInteger(1);
        SignalStore failing = before(
                () -> {
                    if (errors.getAndDecrement() > 0) {
                        throw new OutOfMemoryError("for a moment");
                    }
                },
                "add");
        WebhookReceiver receiver = receiver(failing, Authentication.path(SECRET));
        assertThat(status(receiver, post(BODY))).isEqualTo(503);
        assertThat(status(receiver, post(BODY))).isEqualTo(202);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void aSignedRequestThatWasNotStoredMayComeAgain() {
        AtomicInteger failures = new AtomicInteger(1);
        SignalStore failing = before(
                () -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new SignalStoreException("away", new java.sql.SQLException());
                    }
                },
                "addOnce");
        WebhookReceiver receiver = receiver(failing, Authentication.hmac(SECRET));
        WebhookRequest request = post(signed(SECRET, NOW.getEpochSecond(), BODY), BODY);
        assertThat(status(receiver, request)).isEqualTo(503);
        assertThat(status(receiver, request)).isEqualTo(202);
        assertThat(kept()).hasSize(1);
        assertThat(status(receiver, request)).isEqualTo(409);
    }

    @Test
    void aStoreThatHangsHoldsUpNoAnswerAndLosesNothing() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch stored = new CountDownLatch(2);
        WebhookReceiver receiver = WebhookReceiver.builder()
                .store(before(() -> await(hanging), "add"))
                .accept(Authentication.path(SECRET))
                .answerWithin(Duration.ofMillis(50))
                .onStored(stored::countDown)
                .build();
        receivers.add(receiver);
        assertThat(status(receiver, post(BODY))).isEqualTo(503);
        // Nobody waits any more, or this would take 500 s.
        for (int i = 0; i < 10_000; i++) {
            assertThat(status(receiver, post("{\"_model\": \"sale.order\", \"_id\": " + (100 + i % 100) + "}")))
                    .isEqualTo(503);
        }
        hanging.countDown();
        assertThat(stored.await(20, TimeUnit.SECONDS)).isTrue();
        receiver.close();
        assertThat(kept()).hasSize(101);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void webhooksThatComeTogetherAreKeptTogether() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger transactions = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        WebhookReceiver receiver = receiver(
                before(
                        () -> {
                            if (transactions.incrementAndGet() == 1) {
                                begun.countDown();
                                await(first);
                            }
                        },
                        "add"),
                Authentication.path(SECRET));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            answers.add(threads.submit(() -> status(receiver, post(BODY))));
            begun.await();
            CountDownLatch sending = new CountDownLatch(50);
            for (int i = 0; i < 50; i++) {
                WebhookRequest request = post("{\"_model\": \"sale.order\", \"_id\": " + (100 + i) + "}");
                answers.add(threads.submit(() -> {
                    sending.countDown();
                    return status(receiver, request);
                }));
            }
            sending.await();
            first.countDown();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(202);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(kept()).hasSize(51);
        assertThat(transactions.get()).isLessThan(51);
    }

    @Test
    void whoResolvesHintsIsWokenWhenTheyAreKept() {
        List<Integer> waiting = new ArrayList<>();
        WebhookReceiver receiver = WebhookReceiver.builder()
                .store(store)
                .accept(Authentication.path(SECRET))
                .onStored(() -> waiting.add(kept().size()))
                .build();
        receivers.add(receiver);
        assertThat(status(receiver, post(BODY))).isEqualTo(202);
        receiver.close();
        assertThat(waiting).containsExactly(1);
        assertThat(status(receiver, post(BODY))).isEqualTo(503);
    }

    @Test
    void noRequestMakesItThrowOrKeepWhatIsNoHint() {
        Random random = new Random(42);
        WebhookReceiver receiver = receiver(Authentication.path(SECRET), Authentication.hmac(SECRET));
        Set<Integer> known = Set.of(202, 400, 401, 404, 405, 409, 413, 415, 422);
        Map<Integer, Integer> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int status = status(receiver, hostile(random));
            assertThat(known).contains(status);
            seen.merge(status, 1, Integer::sum);
        }
        assertThat(seen.keySet()).contains(202, 400, 401, 404, 405, 415);
        assertThat(kept()).allSatisfy(hint -> {
            assertThat(hint.recordModel()).isEqualTo("sale.order");
            assertThat(hint.recordId()).isPositive();
        });
    }

    /** A genuine request, of which something is changed most of the time. */
    private static WebhookRequest hostile(Random random) {
        String method = random.nextInt(10) == 0 ? noise(random, 5) : "POST";
        String path = random.nextInt(10) == 0 ? mutated(PATH, random) : PATH;
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Content-Type", random.nextInt(10) == 0 ? List.of(mutated(JSON.get(0), random)) : JSON);
        for (String name : List.of("X-Webhook-Timestamp", "X-Webhook-Signature", "Authorization", "\u0000")) {
            if (random.nextInt(3) == 0) {
                headers.put(
                        name,
                        IntStream.range(0, random.nextInt(3))
                                .mapToObj(i -> noise(random, 80))
                                .toList());
            }
        }
        byte[] body = BODY.getBytes(UTF_8);
        for (int i = random.nextInt(3); i > 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        if (random.nextInt(5) == 0) {
            body = new byte[random.nextInt(200)];
            random.nextBytes(body);
        }
        return new WebhookRequest(method, path, headers, body);
    }

    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length());
        return text.substring(0, at) + noise(random, 2) + text.substring(at + random.nextInt(2));
    }

    private static String noise(Random random, int most) {
        return random.ints(random.nextInt(most + 1), 0, 0x1_0000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
