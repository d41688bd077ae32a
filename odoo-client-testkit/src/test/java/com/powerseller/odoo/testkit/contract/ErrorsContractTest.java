package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.ConcurrencyException;
import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.RateLimitedException;
import com.powerseller.odoo.error.RedirectWarningException;
import com.powerseller.odoo.error.SessionExpiredException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.error.UnknownMethodException;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.error.ValidationException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing that can go wrong has its own exception, caused for real. {@link FrenchErrorsContractTest} runs the same in another language. */
class ErrorsContractTest extends ContractTest {
    private static final long NO_RECORD = 999_999_999;

    /** The exception of a kind of UserError, or what is left of it over XML-RPC. */
    private Class<? extends OdooServerException> inFamily(Class<? extends UserErrorException> type) {
        return KnownDifference.USER_ERROR_FAMILY.appliesTo(protocol) ? UserErrorException.class : type;
    }

    private Class<? extends OdooServerException> validation() {
        return inFamily(ValidationException.class);
    }

    private OdooServerException raised(Class<? extends OdooServerException> type, String kind) {
        return failure(type, () -> call("raise_error", kind));
    }

    OdooClient employee() {
        return odooAs(Role.EMPLOYEE);
    }

    // -------------------------------------------------------------------------------------------------- the exception
    // itself

    @Test
    void saysWhichCallFailed() {
        OdooServerException failure = raised(UserErrorException.class, "user");

        assertThat(failure.call().model()).isEqualTo(TEST);
        assertThat(failure.call().method()).isEqualTo("raise_error");
        assertThat(failure.call().url()).startsWith(run.target().url());
        assertThat(failure.call().requestId()).isNotBlank();
        assertThat(failure.getMessage())
                .contains(failure.serverMessage(), failure.call().requestId());
    }

    @Test
    void carriesTheNameOfThePythonException() {
        assertThat(raised(UserErrorException.class, "user").name()).isEqualTo("odoo.exceptions.UserError");
        assertThat(raised(InvalidRequestException.class, "value").name()).isEqualTo("builtins.ValueError");
        assertThat(raised(ConcurrencyException.class, "serialization_at_once").name())
                .isEqualTo("psycopg2.errors.SerializationFailure");
    }

    @Test
    void carriesTheArgumentsOfThePythonException() {
        List<Object> expected = KnownDifference.ERROR_ARGUMENTS.appliesTo(protocol) ? List.of() : List.of("a_key");

        assertThat(raised(InvalidRequestException.class, "key").arguments()).isEqualTo(expected);
    }

    @Test
    void theMessageOfAKeyErrorIsTheKey() {
        assertThat(raised(InvalidRequestException.class, "key").serverMessage()).isEqualTo("a_key");
    }

    @Test
    void aPythonExceptionThatMeansNothingInParticularIsAPlainServerException() {
        assertThat(raised(OdooServerException.class, "zero_division").name()).isEqualTo("builtins.ZeroDivisionError");
        assertThat(raised(OdooServerException.class, "not_implemented").name())
                .isEqualTo("builtins.NotImplementedError");
        assertThat(raised(OdooServerException.class, "query_canceled").name())
                .isEqualTo("psycopg2.errors.QueryCanceled");
        assertThat(raised(OdooServerException.class, "not_found").name()).isEqualTo("werkzeug.exceptions.NotFound");
    }

    @Test
    void tooManyRequestsIsARateLimitedException() {
        failure(RateLimitedException.class, () -> call("raise_error", "too_many_requests"));
    }

    @Test
    void anAttributeErrorInsideAMethodIsNotTakenForAnUnknownMethod() {
        raised(OdooServerException.class, "attribute");
    }

    @Test
    void aCallThatFailsLeavesNothingBehind() {
        String name = unique();
        Values<ClientTest> good = new Values<ClientTest>().set(ClientTest.NAME, name);
        Values<ClientTest> bad =
                new Values<ClientTest>().set(ClientTest.NAME, name).set(ClientTest.PERCENT, 101L);

        failure(validation(), () -> tests().create(List.of(good, bad)));

        assertThat(tests().search(ClientTest.NAME.eq(name)).count()).isZero();
    }

    // -------------------------------------------------------------------------------------------------- people

    @Test
    void aUserErrorIsAUserErrorException() {
        raised(UserErrorException.class, "user");
    }

    @Test
    void aRedirectWarningIsARedirectWarningException() {
        OdooServerException failure = raised(RedirectWarningException.class, "redirect");

        assertThat(failure.serverMessage()).isIn("A redirect warning.", "Un avertissement avec redirection.");
        if (!KnownDifference.ERROR_ARGUMENTS.appliesTo(protocol)) {
            assertThat(failure.arguments()).hasSize(4).startsWith(failure.serverMessage());
            assertThat(failure.arguments().get(1)).isInstanceOf(Long.class);
        }
    }

    @Test
    void aMissingRecordIsAMissingRecordException() {
        failure(MissingRecordException.class, () -> tests().call("names", List.of(NO_RECORD), Map.of()));
        failure(MissingRecordException.class, () -> tests().call("names", List.of(NO_RECORD, NO_RECORD + 1), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "res.partner, country_id, false, true",
        "res.partner, user_id, false, false",
        "res.partner, parent_id, true, true",
        "odoo.client.test, partner_id, false, false",
        "odoo.client.test, group_id, true, true"
    })
    void aReferenceToNothingIsInvalidUnlessOdooReadsItBefore(
            String model, String field, boolean isReadInNew, boolean isReadInWritten) {
        assumeThat(isSince19()).as("what an earlier series says is recorded").isTrue();
        long id = model(model).create(new Values<Record>().set("name", unique()));
        Values<Record> nothing = new Values<Record>().set(field, NO_RECORD);

        failure(missing(isReadInNew), () -> model(model).create(nothing.set("name", unique())));
        failure(missing(isReadInWritten), () -> model(model).update(id, new Values<Record>().set(field, NO_RECORD)));
    }

    private Class<? extends OdooServerException> missing(boolean isRead) {
        return isRead ? MissingRecordException.class : validation();
    }

    @Test
    void aMissingErrorWithAModulesOwnTextIsAMissingRecordException() {
        raised(inFamily(MissingRecordException.class), "missing");
    }

    @Test
    void anOrderThatOdooCannotReadIsAUserError() {
        failure(UserErrorException.class, () -> call("search", List.of(), 0, 1, "name foo bar"));
    }

    @Test
    void aRecursiveHierarchyIsAUserError() {
        long parent = create();
        long child = create(new Values<ClientTest>().set(ClientTest.PARENT_ID, parent));

        failure(
                UserErrorException.class,
                () -> tests().update(parent, new Values<ClientTest>().set(ClientTest.PARENT_ID, child)));
    }

    @Test
    void aLanguageThatDoesNotExistIsAUserError() {
        failure(UserErrorException.class, () -> odoo().withLang("xx_XX").call(TEST, "whoami", List.of()));
    }

    // -------------------------------------------------------------------------------------------------- validation

    @Test
    void aValidationErrorIsAValidationException() {
        raised(validation(), "validation");
    }

    @Test
    void aConstraintInPythonIsAValidationException() {
        failure(validation(), () -> create(new Values<ClientTest>().set(ClientTest.CONSTRAINED, "invalid")));
    }

    @Test
    void aUniqueConstraintIsAValidationException() {
        Values<ClientTest> values = new Values<ClientTest>().set(ClientTest.UNIQUE, unique());
        create(values);

        failure(validation(), () -> create(values));
    }

    @Test
    void aCheckConstraintIsAValidationException() {
        long id = create();

        failure(validation(), () -> tests().update(id, new Values<ClientTest>().set(ClientTest.PERCENT, -1L)));
    }

    @Test
    void aRequiredFieldThatIsMissingIsAValidationException() {
        failure(validation(), () -> tests().create(new Values<>()));
    }

    @Test
    void aRequiredFieldThatIsClearedIsAValidationException() {
        long id = create();

        failure(validation(), () -> tests().update(id, new Values<ClientTest>().clear(ClientTest.NAME)));
    }

    @Test
    void deletingARecordThatOthersNeedIsAValidationException() {
        long parent = create();
        create(new Values<ClientTest>().set(ClientTest.PARENT_ID, parent));

        failure(validation(), () -> tests().delete(parent));
    }

    @Test
    void referringToARecordThatDoesNotExistIsAValidationException() {
        failure(validation(), () -> create(new Values<ClientTest>().set(ClientTest.PARTNER_ID, Ref.of(NO_RECORD))));
    }

    // -------------------------------------------------------------------------------------------------- access

    @Test
    void aWrongLoginInsideAMethodIsAnAccessDeniedException() {
        raised(AccessDeniedException.class, "access_denied");
    }

    @Test
    void anAccessErrorIsAnAccessErrorException() {
        raised(AccessErrorException.class, "access");
    }

    @Test
    void creatingWithoutTheRightIsAnAccessError() {
        failure(
                AccessErrorException.class,
                () -> employee().model(ClientTest.TYPE).create(new Values<ClientTest>().set(ClientTest.NAME, "x")));
    }

    @Test
    void updatingWithoutTheRightIsAnAccessError() {
        long id = create();

        failure(
                AccessErrorException.class,
                () -> employee().model(ClientTest.TYPE).update(id, new Values<ClientTest>().set(ClientTest.CHAR, "x")));
    }

    @Test
    void deletingWithoutTheRightIsAnAccessError() {
        long id = create();

        failure(
                AccessErrorException.class,
                () -> employee().model(ClientTest.TYPE).delete(id));
    }

    @Test
    void readingAModelWithoutTheRightIsAnAccessError() {
        failure(
                AccessErrorException.class,
                () -> odooAs(Role.PORTAL).model(ClientTest.TYPE).search().ids());
    }

    @Test
    void readingARecordThatARuleHidesIsAnAccessError() {
        long id = create(new Values<ClientTest>().set(ClientTest.SECRET, true));

        failure(
                AccessErrorException.class,
                () -> employee().model(ClientTest.TYPE).read(List.of(id), ClientTest.NAME));
    }

    @Test
    void searchingLeavesOutRecordsThatARuleHides() {
        long id = create(new Values<ClientTest>().set(ClientTest.SECRET, true));

        assertThat(employee()
                        .model(ClientTest.TYPE)
                        .search(Domain.of("id", "=", id))
                        .ids())
                .isEmpty();
        assertThat(employee().model(ClientTest.TYPE).exists(List.of(id))).isEmpty();
    }

    @Test
    void readingAFieldOfAnotherGroupIsAnAccessError() {
        long id = create();

        failure(
                AccessErrorException.class,
                () -> employee().model(ClientTest.TYPE).read(List.of(id), ClientTest.RESTRICTED));
    }

    @Test
    void searchingByAFieldOfAnotherGroupIsAnAccessError() {
        failure(
                AccessErrorException.class,
                () -> employee()
                        .model(ClientTest.TYPE)
                        .search(ClientTest.RESTRICTED.eq("x"))
                        .ids());
    }

    @Test
    void aPrivateMethodIsAnAccessError() {
        failure(AccessErrorException.class, () -> call("_private"));
        failure(AccessErrorException.class, () -> call("private_by_decorator"));
    }

    @Test
    void aPrivateMethodWithArgumentsIsAnAccessError() {
        failure(AccessErrorException.class, () -> call("_private", 1));
        if (KnownDifference.UNDOCUMENTED_METHODS.appliesTo(protocol)) {
            failure(UnknownMethodException.class, () -> call("private_by_decorator", 1));
        } else {
            failure(AccessErrorException.class, () -> call("private_by_decorator", 1));
        }
    }

    @Test
    void aCompanyThatTheUserHasNotIsAnAccessError() {
        failure(
                AccessErrorException.class,
                () -> odoo().withContext(odoo().context().companies(NO_RECORD)).call(TEST, "whoami", List.of()));
    }

    // -------------------------------------------------------------------------------------------------- concurrency,
    // session

    @Test
    void aSerializationFailureIsAConcurrencyException() {
        raised(ConcurrencyException.class, "serialization_at_once");
    }

    @Test
    void aLockErrorIsAConcurrencyException() {
        raised(
                KnownDifference.USER_ERROR_FAMILY.appliesTo(protocol)
                        ? UserErrorException.class
                        : ConcurrencyException.class,
                "lock");
    }

    @Test
    void anExpiredSessionIsASessionExpiredException() {
        raised(SessionExpiredException.class, "session_expired");
    }

    // -------------------------------------------------------------------------------------------------- unknown names

    @Test
    void anUnknownModelIsAnUnknownModelException() {
        failure(
                UnknownModelException.class,
                () -> model("no.such.model").search().ids());
        failure(UnknownModelException.class, () -> odoo().call("no.such.model", "no_such_method", List.of()));
    }

    @Test
    void anUnknownModelIsAnUnknownModelExceptionAlsoWithArgumentsByPosition() {
        failure(UnknownModelException.class, () -> odoo().call("no.such.model", "no_such_method", List.of(1)));
    }

    @Test
    void anUnknownMethodIsAnUnknownMethodException() {
        failure(UnknownMethodException.class, () -> call("no_such_method"));
        failure(UnknownMethodException.class, () -> callNamed("no_such_method", Map.of("a", 1)));
    }

    @Test
    void anUnknownMethodWithArgumentsByPositionIsAnUnknownMethodException() {
        failure(UnknownMethodException.class, () -> call("no_such_method", 1));
    }

    @Test
    void readingAnUnknownFieldIsAnUnknownFieldException() {
        long id = create();

        failure(UnknownFieldException.class, () -> tests().read(List.of(id), List.of("no_such_field")));
        failure(
                UnknownFieldException.class,
                () -> tests().search().select("no_such_field").list());
    }

    @Test
    void allFieldsThatTheServerLacksAreNamedAtOnce() {
        long id = create();
        Values<ClientTest> values = new Values<ClientTest>()
                .set("no_such_field", 1)
                .set("name", unique())
                .set("nor_this_one", 2);

        assertNamed(() ->
                tests().search().select("no_such_field", "name", "nor_this_one").list());
        assertNamed(() -> tests().search().select("no_such_field", "nor_this_one").stream()
                .forEach(unused -> {}));
        assertNamed(() -> tests().read(List.of(id), List.of("no_such_field", "name", "nor_this_one")));
        assertNamed(() -> tests().update(id, values));
        assertNamed(() -> tests().create(values));
    }

    private void assertNamed(ThrowingCallable call) {
        UnknownFieldException failure = failure(UnknownFieldException.class, call);
        assertThat(failure.fields()).containsExactly("no_such_field", "nor_this_one");
        assertThat(failure).hasMessageContaining(TEST + " lacks no_such_field, nor_this_one on this server");
    }

    @Test
    void writingAnUnknownFieldIsAnUnknownFieldException() {
        long id = create();

        failure(
                UnknownFieldException.class,
                () -> tests().update(id, new Values<ClientTest>().set("no_such_field", 1)));
    }

    @Test
    void creatingWithAnUnknownFieldIsAnUnknownFieldException() {
        failure(UnknownFieldException.class, () -> create(new Values<ClientTest>().set("no_such_field", 1)));
    }

    @Test
    void writingAnUnknownFieldOfALineIsAnUnknownFieldException() {
        failure(
                UnknownFieldException.class,
                () -> create(new Values<ClientTest>()
                        .set(
                                ClientTest.LINE_IDS,
                                com.powerseller.odoo.model.Command.create(
                                        new Values<Record>().set("name", "x").set("no_such_field", 1)))));
    }

    @Test
    void searchingByAnUnknownFieldIsAnUnknownFieldException() {
        failure(
                UnknownFieldException.class,
                () -> tests().search(Domain.of("no_such_field", "=", 1)).ids());
        failure(
                UnknownFieldException.class,
                () -> tests().search(Domain.of("partner_id.no_such_field", "=", 1))
                        .count());
    }

    @Test
    void orderingByAnUnknownFieldIsAnUnknownFieldException() {
        failure(
                UnknownFieldException.class,
                () -> tests().search().orderBy(Order.of("no_such_field", false)).ids());
    }

    @Test
    void groupingByAnUnknownFieldIsAnUnknownFieldException() {
        failure(
                UnknownFieldException.class,
                () -> call("formatted_read_group", List.of(), List.of("no_such_field"), List.of("__count")));
    }

    // -------------------------------------------------------------------------------------------------- invalid
    // requests

    @Test
    void aMalformedDomainIsAnInvalidRequest() {
        failure(InvalidRequestException.class, () -> call("search", List.of("&", List.of("name", "=", "x"))));
        failure(InvalidRequestException.class, () -> call("search", List.of(List.of("name", "="))));
        failure(InvalidRequestException.class, () -> call("search", "no domain"));
    }

    @Test
    void anUnknownOperatorIsAnInvalidRequest() {
        failure(
                InvalidRequestException.class,
                () -> tests().search(Domain.of("name", "~~", "x")).ids());
    }

    @Test
    void aDateThatIsNoneIsAnInvalidRequest() {
        long id = create();

        failure(InvalidRequestException.class, () -> call("write", List.of(id), Map.of("date_field", "2023-02-29")));
        failure(
                InvalidRequestException.class,
                () -> call("write", List.of(id), Map.of("datetime_field", "2024-01-01T00:00:00Z")));
        failure(
                InvalidRequestException.class,
                () -> tests().search(Domain.of("date_field", "=", "no date")).ids());
    }

    @Test
    void aNumberThatIsNoneIsAnInvalidRequest() {
        long id = create();

        failure(InvalidRequestException.class, () -> call("write", List.of(id), Map.of("integer_field", "x")));
        failure(InvalidRequestException.class, () -> call("write", List.of(id), Map.of("float_field", "x")));
    }

    @Test
    void anIntegerBeyondItsColumnIsAnInvalidRequest() {
        long id = create();

        failure(
                InvalidRequestException.class,
                () -> tests().update(id, new Values<ClientTest>().set(ClientTest.INTEGER, 1L << 31)));
    }

    @Test
    void aValueThatTheSelectionHasNotIsAnInvalidRequest() {
        failure(
                InvalidRequestException.class,
                () -> create(new Values<ClientTest>().set(ClientTest.SELECTION, "no_such_value")));
    }

    @Test
    void aMissingArgumentIsAnInvalidRequest() {
        failure(InvalidRequestException.class, () -> call("positional"));
        failure(InvalidRequestException.class, () -> callNamed("positional", Map.of("a", 1)));
    }

    @Test
    void anUnknownNamedArgumentIsAnInvalidRequest() {
        failure(InvalidRequestException.class, () -> callNamed("echo", Map.of("no_such_argument", 1)));
    }

    @Test
    void tooManyArgumentsAreAnInvalidRequest() {
        if (KnownDifference.ARGUMENT_COUNT.appliesTo(protocol)) {
            assertThatThrownBy(() -> call("positional", 1, 2, 3, 4)).isInstanceOf(IllegalArgumentException.class);
        } else {
            failure(InvalidRequestException.class, () -> call("positional", 1, 2, 3, 4));
        }
    }
}
