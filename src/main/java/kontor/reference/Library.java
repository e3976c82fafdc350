package kontor.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import kontor.guides.Guides;
import kontor.manual.Book;
import org.jspecify.annotations.Nullable;

/** All that can be read here. It is put together for the first page, then kept. */
final class Library {

    private final Supplier<JsonNode> document;
    private @Nullable Shelves kept;

    /** Operations, guides, and where what stands in them. */
    record Shelves(Book book, Guides guides, SearchIndex index) {

        Contents contents(String current, String query) {
            return new Contents(guides.all(), book.groups(), current, query, index.path());
        }
    }

    /**
     * @param document OpenAPI 3.1; asked for once
     */
    Library(Supplier<JsonNode> document) {
        this.document = document;
    }

    synchronized Shelves shelves() {
        var shelves = kept;
        if (shelves == null) {
            var book = new Book(document.get());
            var guides = Guides.read();
            shelves = new Shelves(book, guides, SearchIndex.of(book, guides));
            kept = shelves;
        }
        return shelves;
    }
}
