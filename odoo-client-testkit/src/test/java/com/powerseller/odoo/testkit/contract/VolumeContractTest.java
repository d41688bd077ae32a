package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Much at once. */
class VolumeContractTest extends ContractTest {
    private static final ModelType<Record> ATTACHMENT = ModelType.of("ir.attachment");
    private static final TextField<Record> ATTACHMENT_NAME = ATTACHMENT.charField("name");
    private static final ScalarField<Record, byte[]> DATAS = ATTACHMENT.binaryField("datas");
    private static final ScalarField<Record, Long> FILE_SIZE = ATTACHMENT.integerField("file_size");

    @Test
    void anAttachmentOf20MegabytesComesBackByteForByte() {
        byte[] bytes = new byte[20 * 1024 * 1024];
        new Random(20).nextBytes(bytes);
        Model<Record> attachments = odoo().model(ATTACHMENT);

        long id = attachments.create(
                new Values<Record>().set(ATTACHMENT_NAME, "20 MB").set(DATAS, bytes));

        Record read = attachments.read(List.of(id), DATAS, FILE_SIZE).get(0);
        assertThat(read.get(FILE_SIZE)).isEqualTo(bytes.length);
        assertThat(Arrays.equals(read.get(DATAS), bytes)).isTrue();
        attachments.delete(id);
    }

    @Test
    void tenThousandRecordsInOneRead() {
        Model<Record> tags = model("odoo.client.test.tag");
        String prefix = unique();
        List<Values<Record>> values = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String name = prefix + " é😀 " + i;
            names.add(name);
            values.add(new Values<Record>().set("name", name));
        }
        List<Long> ids = new ArrayList<>(tags.create(values.subList(0, 5_000)));
        ids.addAll(tags.create(values.subList(5_000, 10_000)));

        List<Record> read = tags.search(Domain.of("id", "in", ids))
                .select("name", "active", "create_uid")
                .list();

        assertThat(read).hasSize(10_000);
        Set<Object> readNames = new HashSet<>();
        read.forEach(record -> readNames.add(record.get("name")));
        assertThat(readNames).isEqualTo(names);
        assertThat(tags.read(ids, List.of("name"))).extracting(Record::id).isEqualTo(ids);
        assertThat(tags.search(Domain.of("id", "in", ids)).ids()).hasSize(10_000);
        tags.delete(ids);
    }
}
