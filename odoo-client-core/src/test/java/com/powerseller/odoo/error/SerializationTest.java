package com.powerseller.odoo.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions travel between JVMs: job queues, remote calls and test runners write them with Java's serialization. */
class SerializationTest {
    private static final CallDetails CALL =
            new CallDetails("res.partner", "write", "json2", "https://odoo.example/json/2", "r1");
    // What Odoo sends may be anything, also a value that Java cannot serialize.
    private static final ServerFault FAULT =
            new ServerFault("odoo.exceptions.UserError", "no", Arrays.asList("no", null, new Object()), "Traceback …");

    private static List<OdooServerException> fromOdoo() {
        return Stream.<BiFunction<CallDetails, ServerFault, OdooServerException>>of(
                        OdooServerException::new,
                        AccessDeniedException::new,
                        AccessErrorException::new,
                        ConcurrencyException::new,
                        InvalidRequestException::new,
                        MissingRecordException::new,
                        RedirectWarningException::new,
                        SessionExpiredException::new,
                        UnknownDatabaseException::new,
                        UnknownFieldException::new,
                        UnknownMethodException::new,
                        UnknownModelException::new,
                        UserErrorException::new,
                        ValidationException::new)
                .map(constructor -> constructor.apply(CALL, FAULT))
                .toList();
    }

    private static List<OdooTransportException> fromTheWay() {
        return List.of(
                new OdooTransportException(CALL, "no answer", true, cause()),
                new CallInterruptedException(CALL, "interrupted", true, cause()),
                new CallTimeoutException(CALL, "too late", true, cause()),
                new ConnectionException(CALL, "reset", true, cause()),
                new MalformedResponseException(CALL, "no JSON", true, cause()),
                new RateLimitedException(CALL, "HTTP 429", Duration.ofSeconds(3)),
                new ResponseTooLargeException(CALL, "too long", true, null),
                new TlsException(CALL, "expired", cause()),
                new UnexpectedResponseException(CALL, "HTTP 503", true, 503, Duration.ofSeconds(3)));
    }

    private static IOException cause() {
        return new IOException("reset");
    }

    private static List<RuntimeException> fromTheProgram() {
        return List.of(
                new FieldNotFetchedException("name", List.of("id")), new FieldValueException("no date", cause()));
    }

    @ParameterizedTest
    @MethodSource("fromOdoo")
    void whatOdooSaidComesBackWithoutTheArguments(OdooServerException written) throws Exception {
        OdooServerException read = writtenAndRead(written);

        assertThat(read).hasMessage(written.getMessage());
        assertThat(read.call()).isEqualTo(CALL);
        assertThat(read.name()).isEqualTo(FAULT.name());
        assertThat(read.serverMessage()).isEqualTo("no");
        assertThat(read.traceback()).isEqualTo("Traceback …");
        assertThat(written.arguments()).hasSize(3);
        assertThat(read.arguments()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fromTheWay")
    void whatHappenedOnTheWayComesBack(OdooTransportException written) throws Exception {
        OdooTransportException read = writtenAndRead(written);

        assertThat(read).hasMessage(written.getMessage());
        assertThat(read.call()).isEqualTo(CALL);
        assertThat(read.mayHaveExecuted()).isEqualTo(written.mayHaveExecuted());
        if (written.getCause() != null) {
            assertThat(read).cause().isInstanceOf(IOException.class).hasMessage("reset");
        }
        if (read instanceof RateLimitedException limited) {
            assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        }
        if (read instanceof UnexpectedResponseException unexpected) {
            assertThat(unexpected.status()).isEqualTo(503);
            assertThat(unexpected.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @MethodSource("fromTheProgram")
    void mistakesOfTheProgramComeBack(RuntimeException written) throws Exception {
        assertThat(writtenAndRead(written)).hasMessage(written.getMessage());
    }

    @Test
    void noExceptionIsLeftOut() {
        Set<String> written = Stream.of(fromOdoo(), fromTheWay(), fromTheProgram())
                .flatMap(List::stream)
                .map(exception -> exception.getClass().getName())
                .collect(Collectors.toSet());

        Set<String> known = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("com.powerseller.odoo.error")
                        .stream()
                        .filter(type -> type.isAssignableTo(Throwable.class)
                                && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        assertThat(written).isEqualTo(known);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E writtenAndRead(E exception) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Object read = in.readObject();
            assertThat(read).isExactlyInstanceOf(exception.getClass());
            return (E) read;
        }
    }
}
