package kontor.guides;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Reads guides. HTML in them is shown as text, and links lead to pages only. */
final class Markdown {

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final String REQUEST = "request";

    private final Parser parser = Parser.builder().extensions(TABLES).build();
    private final HtmlRenderer renderer =
            HtmlRenderer.builder()
                    .extensions(TABLES)
                    .escapeHtml(true)
                    .sanitizeUrls(true)
                    .omitSingleParagraphP(false)
                    .build();

    /** A guide begins with its title and one paragraph that leads in. */
    Guide read(String name, String text) {
        Node title = parser.parse(text).getFirstChild();
        Node lead = title.getNext();
        if (!(title instanceof Heading) || !(lead instanceof Paragraph)) {
            throw new IllegalStateException("the guide " + name + " has no title and lead");
        }
        var blocks = new ArrayList<Block>();
        var prose = new StringBuilder();
        for (Node node = lead.getNext(); node != null; node = node.getNext()) {
            if (node instanceof Heading || node instanceof FencedCodeBlock) {
                end(prose, blocks);
                blocks.add(block(node));
            } else {
                prose.append(renderer.render(node));
            }
        }
        end(prose, blocks);
        return new Guide(name, words(title), words(lead), blocks);
    }

    private static void end(StringBuilder prose, List<Block> blocks) {
        if (!prose.isEmpty()) {
            blocks.add(new Block.Prose(prose.toString()));
            prose.setLength(0);
        }
    }

    private static Block block(Node node) {
        if (node instanceof FencedCodeBlock code) {
            return code.getInfo().equals(REQUEST)
                    ? new Block.Request(Step.parse(code.getLiteral()))
                    : new Block.Code(code.getInfo(), code.getLiteral());
        }
        String title = words(node);
        return new Block.Section(anchor(title), title);
    }

    private static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** The text of a heading or paragraph, without its marks. */
    private static String words(Node node) {
        var words = new StringBuilder();
        node.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text text) {
                        words.append(text.getLiteral());
                    }

                    @Override
                    public void visit(Code code) {
                        words.append(code.getLiteral());
                    }

                    @Override
                    public void visit(SoftLineBreak lineBreak) {
                        words.append(' ');
                    }
                });
        return words.toString();
    }
}
