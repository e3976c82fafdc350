package kontor.mandatepapers;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfWriter;

/** The pages of a document (A4), filled from the top; what is on a page that is full is sent. */
final class Sheet implements AutoCloseable {

    private static final int MARGIN = 48;
    private static final int GAP = 8;

    /** Rows of a table that are in memory at a time. */
    private static final int AT_A_TIME = 100;

    private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, 64);
    private final Typeface typeface = new Typeface();

    /**
     * @param name stands at the foot of each page
     */
    Sheet(OutputStream out, String name) {
        var writer = PdfWriter.getInstance(document, new Open(out));
        writer.setPageEvent(new Foot(name));
        document.addTitle(name);
        document.addCreator("Kontor");
        document.open();
    }

    /** The transport ends the body, not the document. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private final class Foot extends PdfPageEventHelper {
        private final String name;

        Foot(String name) {
            this.name = name;
        }

        @Override
        public void onEndPage(PdfWriter writer, Document ignored) {
            var place = writer.getDirectContent();
            at(place, Element.ALIGN_LEFT, name, MARGIN);
            String number = String.valueOf(writer.getPageNumber());
            at(place, Element.ALIGN_RIGHT, number, (int) PageSize.A4.getWidth() - MARGIN);
        }

        private void at(PdfContentByte place, int align, String text, int x) {
            ColumnText.showTextAligned(place, align, typeface.small(text), x, 36, 0);
        }
    }

    void title(String text) {
        add(typeface.title(text), 0);
    }

    void heading(String text) {
        add(typeface.strong(text), 2 * GAP);
    }

    void text(String text) {
        add(typeface.plain(text), GAP);
    }

    void small(String text) {
        add(typeface.small(text), GAP);
    }

    private void add(Phrase phrase, int before) {
        var paragraph = new Paragraph(phrase);
        paragraph.setSpacingBefore(before);
        document.add(paragraph);
    }

    /** Names and what they are, a line each. */
    void facts(Map<String, String> facts) {
        var table = table(1, 2);
        table.setSpacingBefore(GAP);
        facts.forEach(
                (name, value) -> {
                    table.addCell(cell(typeface.small(name)));
                    table.addCell(cell(typeface.plain(value)));
                });
        document.add(table);
    }

    /** A line to write on, with what belongs there. */
    void toSign(String what) {
        var table = table(1);
        table.setSpacingBefore(4 * GAP);
        var cell = new PdfPCell(typeface.small(what));
        cell.setBorder(PdfPCell.TOP);
        table.addCell(cell);
        document.add(table);
    }

    /**
     * @param widths of its columns, in proportion
     */
    private static PdfPTable table(int... widths) {
        var table = new PdfPTable(widths.length);
        table.setWidths(widths);
        table.setWidthPercentage(100);
        return table;
    }

    private static PdfPCell cell(Phrase phrase) {
        var cell = new PdfPCell(phrase);
        cell.setBorder(PdfPCell.BOTTOM);
        cell.setBorderColor(Typeface.LINE);
        cell.setPaddingBottom(4);
        return cell;
    }

    /** Begins a table, whose head stands on each page. */
    Rows rows(int[] widths, List<String> head) {
        return new Rows(widths, head);
    }

    /** A table of any length; closed when all its rows are written. */
    final class Rows implements AutoCloseable {
        private final PdfPTable table;
        private int pending;

        private Rows(int[] widths, List<String> head) {
            table = table(widths);
            table.setSpacingBefore(GAP);
            table.setHeaderRows(1);
            table.setComplete(false);
            head.forEach(name -> table.addCell(cell(typeface.strongSmall(name))));
        }

        void add(List<String> cells) {
            cells.forEach(text -> table.addCell(cell(typeface.small(text))));
            if (++pending == AT_A_TIME) {
                document.add(table);
                pending = 0;
            }
        }

        @Override
        public void close() {
            table.setComplete(true);
            document.add(table);
        }
    }

    @Override
    public void close() {
        document.close();
    }
}
