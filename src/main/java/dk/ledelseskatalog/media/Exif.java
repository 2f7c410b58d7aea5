package dk.ledelseskatalog.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing in Exif that is needed to see a picture: which side is up. */
final class Exif {
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private Exif() {}

  /**
   * @param tiff what stands behind {@code Exif\0\0}, which may be anything
   * @return from 1, upright, to 8; 1 where nothing sensible is said
   */
  static int orientation(byte[] tiff) {
    try {
      ByteBuffer in = ByteBuffer.wrap(tiff);
      in.order(in.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      in.position(4);
      in.position(in.getInt());
      int entries = Short.toUnsignedInt(in.getShort());
      for (int i = 0; i < entries; i++) {
        int start = in.position();
        int tag = Short.toUnsignedInt(in.getShort());
        int type = Short.toUnsignedInt(in.getShort());
        int count = in.getInt();
        if (tag == ORIENTATION && type == SHORT && count == 1) {
          int value = Short.toUnsignedInt(in.getShort());
          return value >= 1 && value <= 8 ? value : 1;
        }
        in.position(start + ENTRY);
      }
      return 1;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return 1; // nonsense says nothing
    }
  }
}
