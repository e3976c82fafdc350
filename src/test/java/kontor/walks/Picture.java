package kontor.walks;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A picture of a page as a PNG of 256 colours: what a page has of them, the most frequent first,
 * and none that can hardly be told from another.
 */
final class Picture {

    private static final int COLOURS = 256;

    private final BufferedImage image;

    Picture(byte[] png) throws IOException {
        image = ImageIO.read(new ByteArrayInputStream(png));
    }

    /** Writes it whole; the bytes that it takes. */
    long write(Path file) throws IOException {
        int[] palette = palette();
        var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
        var small =
                new BufferedImage(
                        image.getWidth(),
                        image.getHeight(),
                        BufferedImage.TYPE_BYTE_INDEXED,
                        model);
        Map<Integer, Integer> places = new HashMap<>();
        var raster = small.getRaster();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int place =
                        places.computeIfAbsent(
                                image.getRGB(x, y), colour -> nearest(colour, palette));
                raster.setSample(x, y, 0, place);
            }
        }
        ImageIO.write(small, "png", file.toFile());
        return Files.size(file);
    }

    private int[] palette() {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                counts.merge(image.getRGB(x, y), 1, Integer::sum);
            }
        }
        var frequent =
                counts.entrySet().stream()
                        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                        .map(Map.Entry::getKey)
                        .toList();
        // A small red disc counts more than the hundredth grey between two others.
        for (int apart = 1; ; apart *= 2) {
            var chosen = new ArrayList<Integer>();
            for (int colour : frequent) {
                if (isFarFromAll(colour, chosen, apart)) {
                    chosen.add(colour);
                }
            }
            if (chosen.size() <= COLOURS) {
                return chosen.stream().mapToInt(Integer::intValue).toArray();
            }
        }
    }

    private static boolean isFarFromAll(int colour, List<Integer> others, int apart) {
        return others.stream().allMatch(other -> distance(colour, other) >= apart);
    }

    private static int distance(int one, int other) {
        int red = (one >> 16 & 0xff) - (other >> 16 & 0xff);
        int green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
        int blue = (one & 0xff) - (other & 0xff);
        return red * red + green * green + blue * blue;
    }

    private static int nearest(int colour, int[] palette) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int distance = distance(colour, palette[i]);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
