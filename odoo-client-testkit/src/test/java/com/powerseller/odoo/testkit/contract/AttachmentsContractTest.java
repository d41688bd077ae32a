package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.CallContext;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.error.ValidationException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Attachments: bytes that Odoo describes, and that are as secret as the record that they belong to. */
class AttachmentsContractTest extends ContractTest {
    private static final String ATTACHMENT = "ir.attachment";

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Values<Record> file(String name, String content) {
        return new Values<Record>().set("name", name).set("datas", base64(content));
    }

    private Class<? extends OdooServerException> validation() {
        return KnownDifference.USER_ERROR_FAMILY.appliesTo(protocol)
                ? UserErrorException.class
                : ValidationException.class;
    }

    private Map<?, ?> row(long id, String... fields) {
        List<?> rows = (List<?>)
                Objects.requireNonNull(model(ATTACHMENT).call("read", List.of(id), Map.of("fields", List.of(fields))));
        return (Map<?, ?>) Objects.requireNonNull(rows.get(0));
    }

    private Object type(String name, String content) {
        return Objects.requireNonNull(
                row(model(ATTACHMENT).create(file(name, content)), "mimetype").get("mimetype"));
    }

    @Test
    void aFileHasASizeAndAChecksum() {
        Map<?, ?> row = row(
                model(ATTACHMENT).create(file("a.txt", "hello")),
                "datas",
                "checksum",
                "file_size",
                "mimetype",
                "type",
                "store_fname",
                "public",
                "res_model",
                "res_id",
                "url");

        assertThat(row.get("datas")).isEqualTo("aGVsbG8=");
        assertThat(row.get("checksum")).isEqualTo("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");
        assertThat(row.get("store_fname")).isEqualTo("aa/aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");
        assertThat(row.get("file_size")).isEqualTo(5L);
        assertThat(row.get("mimetype")).isEqualTo("text/plain");
        assertThat(row.get("type")).isEqualTo("binary");
        assertThat(row.get("public")).isEqualTo(false);
        assertThat(row.get("res_model")).isEqualTo(false);
        assertThat(row.get("res_id")).isEqualTo(0L);
        assertThat(row.get("url")).isEqualTo(false);
    }

    @Test
    void theTypeComesFromTheNameOrFromTheContent() {
        assertThat(type("x.png", "hello")).isEqualTo("image/png");
        assertThat(type("x.csv", "a,b")).isEqualTo("text/csv");
        assertThat(type("x.json", "{}")).isEqualTo("application/json");
        assertThat(type("x.pdf", "hello")).isEqualTo("application/pdf");
        assertThat(type("x", "%PDF-1.4")).isEqualTo("application/pdf");
        assertThat(type("x", "hello")).isEqualTo("text/plain");
        assertThat(type("x", "\u0000\u0001")).isEqualTo("application/octet-stream");
    }

    @Test
    void aTypeThatIsGivenStays() {
        long id = model(ATTACHMENT).create(file("x.txt", "hello").set("mimetype", "application/x-own"));

        assertThat(row(id, "mimetype").get("mimetype")).isEqualTo("application/x-own");
    }

    @Test
    void newContentIsDescribedAnew() {
        long id = model(ATTACHMENT).create(file("w", "hello"));

        model(ATTACHMENT).update(id, new Values<Record>().set("datas", base64("%PDF-1.4")));

        assertThat(row(id, "mimetype", "file_size", "checksum", "datas"))
                .isEqualTo(Map.of(
                        "id",
                        id,
                        "mimetype",
                        "application/pdf",
                        "file_size",
                        8L,
                        "checksum",
                        "18284a4fd0967804c9a02cb5be86798b54509153",
                        "datas",
                        base64("%PDF-1.4")));
    }

    @Test
    void contentThatIsClearedIsEmpty() {
        long id = model(ATTACHMENT).create(file("w", "hello"));

        model(ATTACHMENT).update(id, new Values<Record>().set("datas", false));

        assertThat(row(id, "mimetype", "file_size", "datas"))
                .isEqualTo(Map.of("id", id, "mimetype", "application/octet-stream", "file_size", 0L, "datas", ""));
    }

    @Test
    void noContentIsAnEmptyText() {
        long id = model(ATTACHMENT).create(new Values<Record>().set("name", "n"));

        assertThat(row(id, "mimetype", "file_size", "datas", "checksum"))
                .isEqualTo(Map.of(
                        "id",
                        id,
                        "mimetype",
                        "application/octet-stream",
                        "file_size",
                        0L,
                        "datas",
                        "",
                        "checksum",
                        false));
    }

    @Test
    void anAddressInsteadOfContent() {
        long id = model(ATTACHMENT)
                .create(new Values<Record>()
                        .set("name", "u")
                        .set("type", "url")
                        .set("url", "http://example.com/a.png"));

        assertThat(row(id, "mimetype", "url", "type"))
                .isEqualTo(Map.of("id", id, "mimetype", "image/png", "url", "http://example.com/a.png", "type", "url"));
    }

    @Test
    void whatOdooWorksOutCannotBeWritten() {
        long id =
                model(ATTACHMENT).create(file("a", "hello").set("checksum", "x").set("file_size", 3));

        assertThat(row(id, "checksum").get("checksum")).isEqualTo("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");
        assertThat(row(id, "file_size").get("file_size")).isEqualTo(5L);
    }

    @Test
    void anAttachmentNeedsAName() {
        failure(validation(), () -> model(ATTACHMENT).create(new Values<Record>().set("datas", "aGVsbG8=")));
    }

    @Test
    void anAttachmentOfARecordIsFoundByItAndGoesWithIt() {
        long test = create(new Values<ClientTest>().set("name", "owner"));
        long id = model(ATTACHMENT)
                .create(file("a.txt", "hello").set("res_model", TEST).set("res_id", test));
        Domain<Record> ofRecord = Domain.of("res_model", "=", TEST);

        assertThat(model(ATTACHMENT)
                        .search(ofRecord.and(Domain.of("res_id", "=", test)))
                        .ids())
                .containsExactly(id);
        assertThat(row(id, "res_name").get("res_name")).isEqualTo("owner");

        tests().delete(test);

        assertThat(model(ATTACHMENT).search(Domain.of("id", "=", id)).ids()).isEmpty();
    }

    @Test
    void aCopyHasTheSameContent() {
        long copy = model(ATTACHMENT).copy(model(ATTACHMENT).create(file("a.txt", "hello")), new Values<>());

        assertThat(row(copy, "datas").get("datas")).isEqualTo("aGVsbG8=");
        assertThat(row(copy, "checksum").get("checksum")).isEqualTo("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");
    }

    @Test
    void theSizeInsteadOfTheContent() {
        long id = model(ATTACHMENT).create(file("a.txt", "hello"));
        OdooClient sizes = odoo().withContext(CallContext.empty().with("bin_size", true));
        List<?> rows = (List<?>) Objects.requireNonNull(
                sizes.model(ATTACHMENT).call("read", List.of(id), Map.of("fields", List.of("datas"))));

        assertThat(((Map<?, ?>) Objects.requireNonNull(rows.get(0))).get("datas"))
                .isEqualTo("5.00 bytes");
    }

    // --------------------------------------------------------------------------------------------------- who sees it

    @Test
    void anAttachmentWithoutARecordIsItsCreators() {
        long admins = model(ATTACHMENT).create(file("a.txt", "hello"));
        OdooClient employee = odooAs(Role.EMPLOYEE);
        long own = employee.model(ATTACHMENT).create(file("e.txt", "hello"));

        assertThat(employee.model(ATTACHMENT).read(List.of(own), List.of("name")))
                .hasSize(1);
        failure(AccessErrorException.class, () -> employee.model(ATTACHMENT).read(List.of(admins), List.of("name")));
        assertThat(employee.model(ATTACHMENT)
                        .search(Domain.of("id", "in", List.of(own, admins)))
                        .ids())
                .containsExactly(own);
    }

    @Test
    void anAttachmentIsAsSecretAsItsRecord() {
        long open = create();
        long secret = create(new Values<ClientTest>().set(ClientTest.SECRET, true));
        long shown = model(ATTACHMENT)
                .create(file("a.txt", "hello").set("res_model", TEST).set("res_id", open));
        long hidden = model(ATTACHMENT)
                .create(file("a.txt", "hello").set("res_model", TEST).set("res_id", secret));
        OdooClient employee = odooAs(Role.EMPLOYEE);

        assertThat(employee.model(ATTACHMENT).read(List.of(shown), List.of("name")))
                .hasSize(1);
        failure(AccessErrorException.class, () -> employee.model(ATTACHMENT).read(List.of(hidden), List.of("name")));
        failure(
                AccessErrorException.class,
                () -> employee.model(ATTACHMENT)
                        .create(file("e.txt", "hello").set("res_model", TEST).set("res_id", open)));
    }

    @Test
    void aPublicAttachmentIsReadByEverybody() {
        long id = model(ATTACHMENT).create(file("a.txt", "hello").set("public", true));

        assertThat(odooAs(Role.EMPLOYEE).model(ATTACHMENT).read(List.of(id), List.of("name")))
                .hasSize(1);
    }
}
