package dk.ledelseskatalog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.ledelseskatalog.http.RefusedTargetException.Reason;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private static final Targets TARGETS =
      new Targets(List.of("intranet.local", "10.1.2.3", "fd00::7"), InetAddress::getAllByName);

  /** Machines that no outsider may have us speak to, as a literal and behind a name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.255.255",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "0:0:0:0:0:ffff:7f00:1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:c0a8:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456:789a::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1"
      })
  void aMachineThatIsNotInThePublicNetworkIsRefused(String address) throws Exception {
    InetAddress machine = InetAddress.getByName(address);
    Targets named = new Targets(List.of(), host -> new InetAddress[] {machine});
    String literal = address.contains(":") ? '[' + address + ']' : address;

    assertThat(whyNotAsked(TARGETS, "https://" + literal + "/hook")).isEqualTo(Reason.NOT_PUBLIC);
    assertThat(whyNotAsked(named, "https://hook.example.dk/")).isEqualTo(Reason.NOT_PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.167.255.255",
        "192.169.0.1",
        "198.17.255.255",
        "198.20.0.1",
        "223.255.255.255",
        "2001:200::1",
        "2606:4700:4700::1111",
        "2a00:1450:400f::1",
        "::ffff:1.1.1.1"
      })
  void aPublicMachineIsNot(String address) throws Exception {
    String literal = address.contains(":") ? '[' + address + ']' : address;

    assertThatCode(() -> TARGETS.machines(TARGETS.read("https://" + literal + "/")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://hook.example.dk/|NOT_HTTPS",
        "http://93.184.215.14/|NOT_HTTPS",
        "ftp://hook.example.dk/|NOT_HTTPS",
        "file://hook.example.dk/etc/passwd|NOT_HTTPS",
        "gopher://intranet.local/|NOT_HTTPS",
        "javascript:alert(1)|NOT_A_URL",
        "https:hook.example.dk|NOT_A_URL",
        "https:///hook|NOT_A_URL",
        "/hook|NOT_A_URL",
        "//hook.example.dk/|NOT_A_URL",
        "hook.example.dk|NOT_A_URL",
        "https://hook.example.dk/a b|NOT_A_URL",
        "https://hook.example.dk\\@127.0.0.1/|NOT_A_URL",
        "https://user@hook.example.dk/|USER_INFO",
        "https://user:secret@hook.example.dk/|USER_INFO",
        "https://hook.example.dk@127.0.0.1/|USER_INFO",
        "https://hook.example.dk%40127.0.0.1/|SPELLING",
        "https://hook.example.dk/#hash|FRAGMENT",
        "https://hook.example.dk./|TRAILING_DOT",
        "https://localhost./|TRAILING_DOT",
        "https://127.0.0.1./|TRAILING_DOT",
        "https://intranet.local./|TRAILING_DOT",
        "https://2130706433/|SPELLING",
        "https://017700000001/|SPELLING",
        "https://0x7f000001/|SPELLING",
        "https://0x7f.0.0.1/|SPELLING",
        "https://0X7F.1/|SPELLING",
        "https://0177.0.0.1/|SPELLING",
        "https://127.0.0.0x1/|SPELLING",
        "https://127.1/|SPELLING",
        "https://127.0.1/|SPELLING",
        "https://010.0.0.1/|SPELLING",
        "https://127.0.0.01/|SPELLING",
        "https://256.0.0.1/|SPELLING",
        "https://1.2.3.4.5/|SPELLING",
        "https://0/|SPELLING",
        "https://hook.1/|SPELLING",
        "https://[fe80::1%25eth0]/|NOT_A_HOST",
        "https://[::1/|NOT_A_URL",
        "https://[127.0.0.1]/|NOT_A_URL",
        "https://røde.example.dk/|NOT_A_HOST",
        "https://127。0。0。1/|NOT_A_HOST",
        "https://①②⑦.0.0.1/|SPELLING",
        "https://hook_1.example.dk/|NOT_A_HOST",
        "https://hook.example.dk:0/|NOT_A_PORT",
        "https://hook.example.dk:65536/|NOT_A_PORT",
        "https://hook.example.dk:999999999/|NOT_A_PORT",
      })
  void whatTwoProgramsCouldReadDifferentlyIsRefused(String address, Reason reason) {
    assertThat(whyNotRead(TARGETS, address)).isEqualTo(reason);
  }

  @Test
  void anAddressIsNoLongerThanAnybodyNeeds() {
    assertThat(whyNotRead(TARGETS, "https://hook.example.dk/" + "a".repeat(2_000)))
        .isEqualTo(Reason.NOT_A_URL);
  }

  @Test
  void aNameThatAlsoLeadsToOneMachineOfOursIsRefused() throws Exception {
    InetAddress[] both = {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")};
    Targets targets = new Targets(List.of(), host -> both);

    assertThat(whyNotAsked(targets, "https://hook.example.dk/")).isEqualTo(Reason.NOT_PUBLIC);
  }

  @Test
  void aHostThatIsAllowedByNameMayBeAnywhereAndWithoutTls() throws Exception {
    Targets targets =
        new Targets(
            List.of("Intranet.Local"),
            host -> new InetAddress[] {InetAddress.getByName("10.0.0.1")});

    Target target = targets.read("http://INTRANET.local:8080/hook?a=b%20c");

    assertThat(target).isEqualTo(new Target(false, "intranet.local", 8080, "/hook?a=b%20c", true));
    assertThat(targets.machines(target)).hasSize(1);
    assertThat(TARGETS.read("http://10.1.2.3/").allowed()).isTrue();
    assertThat(TARGETS.read("http://[fd00::7]/").allowed()).isTrue();
    assertThat(whyNotRead(targets, "http://sub.intranet.local/")).isEqualTo(Reason.NOT_HTTPS);
    assertThat(whyNotRead(targets, "http://intranet.local.example.dk/"))
        .isEqualTo(Reason.NOT_HTTPS);
  }

  @Test
  void whatIsNotAsciiIsSentEncoded() throws Exception {
    assertThat(TARGETS.read("https://hook.example.dk/krog/æ").resource()).isEqualTo("/krog/%C3%A6");
    assertThat(TARGETS.read("HTTPS://hook.example.dk").resource()).isEqualTo("/");
  }

  private static Reason whyNotRead(Targets targets, String address) {
    return catchThrowableOfType(RefusedTargetException.class, () -> targets.read(address)).reason();
  }

  private static Reason whyNotAsked(Targets targets, String address) {
    return catchThrowableOfType(
            RefusedTargetException.class, () -> targets.machines(targets.read(address)))
        .reason();
  }
}
