package kontor.pageparts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kontor.core.Fault;
import kontor.forms.Typed;
import kontor.visits.FormFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataPairTest {

    @Test
    void newForm_hasTwoEmptyLines() {
        assertThat(MetadataPair.of(Typed.nothing()))
                .isEqualTo(List.of(new MetadataPair("", ""), new MetadataPair("", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock =
                    """
                    ''                                                   | costCenter=,=
                    metadata.key=run&metadata.value=17                   | run=17,costCenter=,=
                    metadata.key=costCenter&metadata.value=              | costCenter=,=
                    metadata.key=&metadata.value=&metadata.key=a&metadata.value=b | a=b,costCenter=,=
                    """)
    void missingKey_hasALineOfItsOwn(String typed, String lines) {
        var fields = FormFields.of(typed.getBytes(StandardCharsets.UTF_8));
        var fault = new Fault("metadata.costCenter", "metadata_key_required", "is required");
        var pairs = MetadataPair.of(Typed.refused(fields, List.of(fault)));
        assertThat(pairs.stream().map(one -> one.key() + "=" + one.value()))
                .containsExactly(lines.split(","));
    }
}
