package dk.ledelseskatalog.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are of machines in the public network, and not of this one, of its neighbours, or
 * of a way round to either (IANA's registries of special-purpose addresses, RFC 6890).
 */
final class PublicAddresses {
  private static final List<Block> NOT_PUBLIC_4 =
      List.of(
          Block.of(8, 0), // this network
          Block.of(8, 10), // private
          Block.of(10, 100, 64), // shared with a carrier
          Block.of(8, 127), // loopback
          Block.of(16, 169, 254), // link-local, and where clouds keep their metadata
          Block.of(12, 172, 16), // private
          Block.of(24, 192, 0, 0), // protocol assignments
          Block.of(24, 192, 0, 2), // documentation
          Block.of(24, 192, 88, 99), // 6to4 relays
          Block.of(16, 192, 168), // private
          Block.of(15, 198, 18), // benchmarks
          Block.of(24, 198, 51, 100), // documentation
          Block.of(24, 203, 0, 113), // documentation
          Block.of(4, 224), // multicast
          Block.of(4, 240)); // reserved, and broadcast

  /**
   * All that is assigned to machines. Outside of it: loopback, unspecified, unique-local,
   * link-local, site-local, multicast, and IPv4 in IPv6, be it mapped, compatible or by NAT64.
   */
  private static final Block GLOBAL_6 = Block.of(3, 0x20);

  private static final List<Block> NOT_PUBLIC_6 =
      List.of(
          Block.of(23, 0x20, 0x01, 0, 0), // protocol assignments, Teredo and ORCHID
          Block.of(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
          Block.of(16, 0x20, 0x02), // 6to4: any IPv4 address in it
          Block.of(20, 0x3f, 0xff)); // documentation

  private PublicAddresses() {}

  /** Whether a request of an outsider's choosing may go there. */
  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    // The JDK makes an Inet4Address of IPv4-mapped bytes, so a mapped one is judged as what it is.
    return address instanceof Inet4Address
        ? NOT_PUBLIC_4.stream().noneMatch(block -> block.contains(bytes))
        : GLOBAL_6.contains(bytes) && NOT_PUBLIC_6.stream().noneMatch(b -> b.contains(bytes));
  }

  /** The addresses that begin alike in so many bits. */
  private record Block(int bits, List<Integer> begin) {
    static Block of(int bits, Integer... begin) {
      return new Block(bits, List.of(begin));
    }

    boolean contains(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int wanted = bit / 8 < begin.size() ? begin.get(bit / 8) : 0;
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (wanted & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
