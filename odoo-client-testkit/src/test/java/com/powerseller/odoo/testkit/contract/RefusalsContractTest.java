package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.RedirectWarningException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.error.UnknownMethodException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.error.ValidationException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a server refuses, whoever asks and whatever the model. */
class RefusalsContractTest extends ContractTest {
    private static final String PARTNER = "res.partner";
    private static final String ATTACHMENT = "ir.attachment";
    private static final String PARAMETER = "ir.config_parameter";

    private static Values<Record> values() {
        return new Values<>();
    }

    /** The name of the exception that a call fails with. */
    private static String refusal(ThrowingCallable call) {
        OdooServerException failure = catchThrowableOfType(OdooServerException.class, call);
        assertThat(failure).isNotNull();
        return failure.name();
    }

    private void isInvalid(String message, ThrowingCallable call) {
        Class<? extends OdooServerException> type = KnownDifference.USER_ERROR_FAMILY.appliesTo(protocol)
                ? UserErrorException.class
                : ValidationException.class;
        OdooServerException failure = failure(type, call);
        assertThat(failure.serverMessage()).contains(message);
    }

    private @Nullable Object named(String model, String method, Map<String, ?> arguments) {
        return odoo().call(model, method, List.of(), arguments);
    }

    private long partner() {
        return model(PARTNER).create(values().set("name", unique()));
    }

    // -------------------------------------------------------------------------------------------- calls

    @Test
    void idsMustBeIntegers() {
        assertThat(refusal(() -> named(PARTNER, "read", Map.of("ids", List.of("a"), "fields", List.of("name")))))
                .isEqualTo("psycopg2.errors.InvalidTextRepresentation");
        assertThat(refusal(() -> named(PARTNER, "write", Map.of("ids", List.of(1, "a"), "vals", Map.of("ref", "x")))))
                .isEqualTo("psycopg2.errors.InvalidTextRepresentation");
        assertThat(refusal(() -> named(PARTNER, "read", Map.of("ids", List.of(true), "fields", List.of("name")))))
                .isEqualTo("psycopg2.errors.UndefinedFunction");
        assertThat(refusal(() -> named(PARTNER, "copy", Map.of("ids", List.of(List.of(1))))))
                .isEqualTo("builtins.TypeError");
    }

    @Test
    void idsInThePlaceOfADomainAreNone() {
        assertThat(refusal(() -> named(PARTNER, "search", Map.of("domain", List.of(5L), "offset", List.of()))))
                .isEqualTo(isSince19() ? "builtins.ValueError" : "builtins.TypeError");
        assertThat(refusal(() -> named(PARTNER, "search_count", Map.of("domain", List.of(true)))))
                .isEqualTo(isSince19() ? "builtins.ValueError" : "builtins.TypeError");
    }

    @Test
    void anOffsetOfNothingIsNone() {
        assertThat(named(PARTNER, "search", Map.of("domain", List.of(List.of("id", "=", 1)), "offset", List.of())))
                .isEqualTo(List.of(1L));
    }

    @Test
    void anIdBeyond32BitsIsOutOfRangeBeforeSeries19() {
        Map<String, ?> domain = Map.of("domain", List.of(List.of("id", "=", 2_147_483_648L)));
        if (isSince19()) {
            assertThat(named(PARTNER, "search", domain)).isEqualTo(List.of());
        } else {
            assertThat(refusal(() -> named(PARTNER, "search", domain)))
                    .isEqualTo("psycopg2.errors.NumericValueOutOfRange");
        }
    }

    @Test
    void methodsThatTheOrmKeepsToItselfCannotBeCalled() {
        List<String> methods = isSince19()
                ? List.of(
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
                        "with_user")
                : List.of("flush_model");

        for (String method : methods) {
            AccessErrorException failure =
                    failure(AccessErrorException.class, () -> named(PARTNER, method, Map.of("ids", List.of(1L))));
            assertThat(failure.serverMessage())
                    .isEqualTo("Private methods (such as 'res.partner." + method + "') cannot be called remotely.");
        }
    }

    @Test
    void methodsOfAnotherSeriesAreUnknown() {
        failure(
                UnknownMethodException.class,
                () -> named(
                        PARTNER,
                        isSince19() ? "name_get" : "web_save_multi",
                        isSince19() ? Map.of("ids", List.of(1L)) : Map.of("vals_list", List.of())));
    }

    @Test
    void aRightIsCheckedWithoutAnAnswerBeforeSeries19() {
        assumeThat(isSince19()).isFalse();
        Map<String, ?> toWrite = Map.of("ids", List.of(1L), "operation", "write");

        assertThat(named("res.country", "check_access", toWrite)).isNull();
        failure(
                AccessErrorException.class,
                () -> odooAs(Role.EMPLOYEE).call("account.move", "check_access", List.of(), toWrite));
    }

    @Test
    void archivingAnswersNothing() {
        long id = partner();

        assertThat(odoo().call(PARTNER, "action_archive", List.of(List.of(id)))).isNull();
        assertThat(odoo().call(PARTNER, "action_unarchive", List.of(List.of(id))))
                .isNull();
    }

    // ------------------------------------------------------------------------------------------- images

    private void isNoImage(String text, String value) {
        UserErrorException failure = failure(
                UserErrorException.class,
                () -> odoo().call(PARTNER, "create", List.of(Map.of("name", unique(), "image_1920", value))));
        assertThat(failure.serverMessage()).isEqualTo(text);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void anImageIsInBase64() {
        isNoImage("Image is not encoded in base64.", "not base64 !!");
        isNoImage("Image is not encoded in base64.", "abc");
        isNoImage("Image is not encoded in base64.", "http://x.example/a.png");
    }

    @Test
    void anImageCanBeDecoded() {
        isNoImage("This file could not be decoded as an image file.", base64("hello"));
        isNoImage("This file could not be decoded as an image file.", base64("\u0089PNG\r\n\u001a\n"));
        isNoImage("This file could not be decoded as an image file.", base64("GIF89a"));
        isNoImage("This file could not be decoded as an image file.", base64("\u00ff\u00d8\u00ff"));
        isNoImage("This file could not be decoded as an image file.", "eA==!");
    }

    @Test
    void imagesAreTakenThatCanBeDrawn() {
        long id = partner();
        String png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

        for (String image : List.of(png, base64("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"))) {
            assertThat(odoo().call(PARTNER, "write", List.of(List.of(id), Map.of("image_1920", image))))
                    .isEqualTo(true);
            assertThat(model(PARTNER)
                            .search(Domain.<Record>of("id", "=", id).and(Domain.of("image_1920", "!=", false)))
                            .count())
                    .isOne();
        }
        assertThat(odoo().call(PARTNER, "write", List.of(List.of(id), Map.of("image_1920", " "))))
                .isEqualTo(true);
    }

    @Test
    void smallerImagesAndThoseOfUsersAndProductsAreImagesToo() {
        long id = partner();
        Map<String, String> bad = Map.of("image_1920", "abc");

        failure(
                UserErrorException.class,
                () -> odoo().call(PARTNER, "write", List.of(List.of(id), Map.of("image_128", "abc"))));
        failure(
                UserErrorException.class,
                () -> odoo().call("res.users", "write", List.of(List.of(admin().uid()), bad)));
        failure(
                UserErrorException.class,
                () -> odoo().call(
                                "product.template",
                                "create",
                                List.of(Map.of("name", unique(), "image_1920", base64("hello")))));
    }

    // ------------------------------------------------------------------------------------------ records

    private long user() {
        return model("res.users").create(values().set("name", unique()).set("login", unique()));
    }

    private long partnerOf(long user) {
        return model("res.users")
                .search(Domain.of("id", "=", user))
                .select("partner_id")
                .one()
                .map(row -> (Long) AccountingContractTest.id(row, "partner_id"))
                .orElseThrow();
    }

    @Test
    void theContactOfAnActiveUserStays() {
        long user = user();
        long contact = partnerOf(user);

        RedirectWarningException deleted = failure(
                RedirectWarningException.class, () -> odoo().call(PARTNER, "unlink", List.of(List.of(contact))));
        assertThat(deleted.serverMessage()).contains("You cannot delete contacts linked to an active user.");
        if (!KnownDifference.ERROR_ARGUMENTS.appliesTo(protocol)) {
            assertThat(deleted.arguments()).hasSize(4).contains("Go to users");
            assertThat(deleted.arguments().get(1))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("res_model", "res.users")
                    .containsEntry("view_mode", "form")
                    .containsEntry("res_id", user);
        }
        RedirectWarningException archived = failure(
                RedirectWarningException.class,
                () -> odoo().call(PARTNER, "write", List.of(List.of(contact), Map.of("active", false))));
        assertThat(archived.serverMessage()).contains("You cannot archive contacts linked to an active user.");

        odoo().model("res.users").update(user, values().set("active", false));
        odoo().model(PARTNER).update(contact, values().set("active", false));
        isInvalid("", () -> odoo().call(PARTNER, "unlink", List.of(List.of(contact))));
    }

    @Test
    void whoCannotChangeUsersIsToldToAskAnAdministrator() {
        long contact = partnerOf(user());
        String login = unique();
        model("res.users")
                .create(values().set("name", login)
                        .set("login", login)
                        .set("password", login)
                        .set(
                                isSince19() ? "group_ids" : "groups_id",
                                List.of(Command.set(List.of(group("group_user"), group("group_partner_manager"))))));

        try (OdooClient manager = OdooClient.builder()
                .url(run.target().url())
                .database(run.target().database())
                .credentials(Credentials.password(login, login))
                .protocol(isXmlRpc() ? Protocol.XML_RPC : Protocol.JSON_RPC)
                .build()) {
            UserErrorException failure = catchThrowableOfType(
                    UserErrorException.class, () -> manager.call(PARTNER, "unlink", List.of(List.of(contact))));
            assertThat(failure).isNotNull().isNotInstanceOf(RedirectWarningException.class);
            assertThat(failure.serverMessage())
                    .contains("You cannot delete contacts linked to an active user.\nAsk an administrator");
        }
    }

    private long group(String name) {
        Object found = odoo().call("ir.model.data", "check_object_reference", List.of("base", name));
        return (Long) Objects.requireNonNull(((List<?>) Objects.requireNonNull(found)).get(1));
    }

    @Test
    void aContactHasAName() {
        long company = partner();
        String message = "Contacts require a name";

        isInvalid(message, () -> model(PARTNER).create(values().set("email", "a@b.example")));
        isInvalid(message, () -> model(PARTNER).update(company, values().set("name", null)));
        model(PARTNER).update(company, values().set("name", ""));
        long address = model(PARTNER).create(values().set("type", "invoice").set("parent_id", company));
        isInvalid(message, () -> model(PARTNER).update(address, values().set("type", "contact")));
    }

    @Test
    void codesAndLoginsAreUnique() {
        String login = unique();
        String code = unique().substring(0, 6);
        model("res.users").create(values().set("name", "A").set("login", login));
        long country = aCountry();
        model("res.country.state")
                .create(values().set("name", "A").set("code", code).set("country_id", country));

        isInvalid(
                "You can not have two users with the same login!",
                () -> model("res.users").create(values().set("name", "B").set("login", login)));
        isInvalid(
                "The code of the country must be unique!",
                () -> model("res.country").create(values().set("name", "B").set("code", "ZY")));
        isInvalid(
                "The code of the state must be unique by country!",
                () -> model("res.country.state")
                        .create(values().set("name", "B").set("code", code).set("country_id", country)));
    }

    /** The one country whose code is ZY. */
    private long aCountry() {
        return model("res.country").search(Domain.of("code", "=", "ZY")).ids().stream()
                .findFirst()
                .orElseGet(() -> model("res.country")
                        .create(values().set("name", unique()).set("code", "ZY")));
    }

    @Test
    void aCurrencyIsRoundedToSomething() {
        isInvalid(
                "The rounding factor must be greater than 0!",
                () -> model("res.currency")
                        .create(values().set("name", unique().substring(0, 3))
                                .set("symbol", "x")
                                .set("rounding", 0)));
    }

    // -------------------------------------------------------------------------------------- attachments

    private long attachment(String datas) {
        return (Long) ((List<?>) Objects.requireNonNull(
                        odoo().call(ATTACHMENT, "create", List.of(List.of(Map.of("name", unique(), "datas", datas))))))
                .get(0);
    }

    @Test
    void bytesThatAreNoTextCannotBeReadAsThemselves() {
        long id = attachment(base64("\u00ff\u00d8\u00ff\u00e0"));
        ThrowingCallable read = () -> odoo().call(ATTACHMENT, "read", List.of(List.of(id), List.of("raw")));

        if (isXmlRpc()) {
            assertThat(refusal(read)).endsWith("UnicodeDecodeError");
        } else {
            UnexpectedResponseException failure = catchThrowableOfType(UnexpectedResponseException.class, read);
            assertThat(failure).isNotNull();
            assertThat(failure.status()).isEqualTo(500);
        }
    }

    @Test
    void aTextIsNotTakenForBytesOnceThereIsAnAttachment() {
        long id = attachment(base64("a"));
        ThrowingCallable write =
                () -> odoo().call(ATTACHMENT, "write", List.of(List.of(id), Map.of("raw", "plain text")));

        if (isSince19()) {
            assertThat(refusal(write)).isEqualTo("builtins.TypeError");
        } else {
            assertThat(odoo().call(ATTACHMENT, "write", List.of(List.of(id), Map.of("raw", "plain text"))))
                    .isEqualTo(true);
        }
        Object created =
                odoo().call(ATTACHMENT, "create", List.of(List.of(Map.of("name", unique(), "raw", "plain text"))));
        assertThat(odoo().call(ATTACHMENT, "read", List.of(Objects.requireNonNull(created), List.of("raw"))))
                .asString()
                .contains("plain text");
    }

    @Test
    void theBytesOfAnAttachmentAreInBase64() {
        assertThat(refusal(() -> attachment("abc"))).endsWith("binascii.Error");
        assertThat(refusal(() -> attachment("not base64!"))).endsWith("binascii.Error");
    }

    // ------------------------------------------------------------------------------------- the settings

    private @Nullable Object parameter(String method, Object... arguments) {
        return odoo().call(PARAMETER, method, List.of(arguments));
    }

    @Test
    void parametersAreTextsByKeys() {
        String key = unique();

        assertThat(parameter("get_param", key)).isEqualTo(false);
        assertThat(parameter("get_param", key, "none")).isEqualTo("none");
        assertThat(parameter("set_param", key, 5)).isEqualTo(false);
        assertThat(parameter("get_param", key)).isEqualTo("5");
        assertThat(parameter("set_param", key, "other")).isEqualTo("5");
        isInvalid(
                "Key must be unique.",
                () -> model(PARAMETER).create(values().set("key", key).set("value", "x")));
        isInvalid("", () -> model(PARAMETER).create(values().set("key", unique())));
        assertThat(parameter("set_param", key, false)).isEqualTo("other");
        assertThat(parameter("get_param", key)).isEqualTo(false);
    }

    @Test
    void parametersAreForAdministrators() {
        OdooClient employee = odooAs(Role.EMPLOYEE);

        failure(
                AccessErrorException.class,
                () -> employee.call(PARAMETER, "get_param", List.of(), Map.of("key", "database.uuid")));
        failure(
                AccessErrorException.class,
                () -> employee.call(PARAMETER, "set_param", List.of(), Map.of("key", "a", "value", "b")));
        failure(
                AccessErrorException.class,
                () -> employee.model(PARAMETER).search().ids());
    }

    // ----------------------------------------------------------------------------------------- webhooks

    @Test
    void aWebhookSendsNoFieldsOfSomeGroupsOnlyBeforeSeries19() {
        long model = idOf("ir.model", "model", PARTNER);
        long restricted = model("ir.model.fields")
                .search(Domain.<Record>of("model", "=", PARTNER).and(Domain.of("name", "=", "credit_limit")))
                .ids()
                .get(0);
        long action = model("ir.actions.server")
                .create(values().set("name", unique())
                        .set("model_id", model)
                        .set("state", "webhook")
                        .set("webhook_url", "http://127.0.0.1:9/"));
        ThrowingCallable write = () -> odoo().call(
                        "ir.actions.server",
                        "write",
                        List.of(List.of(action), Map.of("webhook_field_ids", List.of(List.of(4, restricted)))));

        if (isSince19()) {
            assertThat(catchThrowableOfType(OdooServerException.class, write)).isNull();
        } else {
            isInvalid("Group-restricted fields cannot be included in webhook payloads", write);
        }
    }

    private long idOf(String model, String field, String value) {
        return model(model).search(Domain.of(field, "=", value)).ids().get(0);
    }
}
