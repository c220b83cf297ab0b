package org.ignition.registry.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.ignition.testing.RawRegistry.header;
import static org.ignition.testing.RawRegistry.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.InputException;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.Manifest;
import org.ignition.image.Manifest.ImageManifest;
import org.ignition.image.MediaType;
import org.ignition.image.Selector;
import org.ignition.testing.Eventually;
import org.ignition.testing.RawRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRegistryTest {

  private static final byte[] CONTENT = "0123456789".getBytes(UTF_8);
  private static final Digest DIGEST = Digest.of(CONTENT);
  private static final String BLOB = "/v2/acme/shop/blobs/" + DIGEST;
  private static final String ARTIFACT = "application/vnd.acme.note";

  @TempDir Path root;
  private EmbeddedRegistry registry;
  private RawRegistry calls;

  @BeforeEach
  void start() {
    registry = EmbeddedRegistry.start(root, 0);
    calls = RawRegistry.at(registry.host());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private void restart() {
    registry.close();
    start();
  }

  private String begin(String repository) throws Exception {
    HttpResponse<byte[]> begun = calls.call("POST", "/v2/" + repository + "/blobs/uploads/");
    assertEquals(202, begun.statusCode());
    return header(begun, "Location");
  }

  @Test
  void saysThatItSpeaksTheProtocol() throws Exception {
    assertEquals(200, calls.call("GET", "/v2/").statusCode());
  }

  @Nested
  class Blobs {

    @Test
    void takesABlobInOnePost() throws Exception {
      HttpResponse<byte[]> pushed =
          calls.call("POST", "/v2/acme/shop/blobs/uploads/?digest=" + DIGEST, CONTENT);

      assertEquals(201, pushed.statusCode());
      assertEquals(BLOB, header(pushed, "Location"));
      HttpResponse<byte[]> read = calls.call("GET", BLOB);
      assertArrayEquals(CONTENT, read.body());
      assertEquals(DIGEST.value(), header(read, "Docker-Content-Digest"));
    }

    @Test
    void takesABlobInPostAndPut() throws Exception {
      String location = begin("acme/shop");
      HttpResponse<byte[]> put = calls.call("PUT", location + "?digest=" + DIGEST, CONTENT);

      assertEquals(201, put.statusCode());
      assertEquals("10", header(calls.call("HEAD", BLOB), "Content-Length"));
    }

    @Test
    void readsAPercentEncodedDigest() throws Exception {
      String encoded = DIGEST.value().replace(":", "%3A");
      HttpResponse<byte[]> put =
          calls.call("PUT", begin("acme/shop") + "?digest=" + encoded, CONTENT);
      assertEquals(201, put.statusCode());
    }

    @Test
    void takesABlobInChunksAndSaysHowFarItIs() throws Exception {
      String location = begin("acme/shop");
      HttpResponse<byte[]> first =
          calls.call("PATCH", location, "0123".getBytes(UTF_8), "Content-Range", "0-3");
      assertEquals(202, first.statusCode());
      assertEquals("0-3", header(first, "Range"));
      HttpResponse<byte[]> status = calls.call("GET", location);
      assertEquals(204, status.statusCode());
      assertEquals("0-3", header(status, "Range"));

      HttpResponse<byte[]> last =
          calls.call(
              "PUT",
              location + "?digest=" + DIGEST,
              "456789".getBytes(UTF_8),
              "Content-Range",
              "4-9");

      assertEquals(201, last.statusCode());
      assertArrayEquals(CONTENT, calls.call("GET", BLOB).body());
    }

    @Test
    void refusesAChunkOutOfOrder() throws Exception {
      String location = begin("acme/shop");
      calls.call("PATCH", location, "0123".getBytes(UTF_8), "Content-Range", "0-3");
      HttpResponse<byte[]> wrong =
          calls.call("PATCH", location, "6789".getBytes(UTF_8), "Content-Range", "6-9");
      assertEquals(416, wrong.statusCode());
      assertEquals("0-3", header(wrong, "Range"));
    }

    @Test
    void keepsWhatArrivedBeforeACut() throws Exception {
      String location = begin("acme/shop");
      try (Socket client =
          new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port())) {
        OutputStream out = client.getOutputStream();
        out.write(
            ("PATCH " + location + " HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123")
                .getBytes(UTF_8));
        out.flush();
        awaitRange(location, "0-3");
      }
      HttpResponse<byte[]> rest =
          calls.call("PATCH", location, "456789".getBytes(UTF_8), "Content-Range", "4-9");
      assertEquals(202, rest.statusCode());
      assertEquals(201, calls.call("PUT", location + "?digest=" + DIGEST).statusCode());
    }

    private void awaitRange(String location, String range) throws Exception {
      Eventually.await(() -> header(calls.call("GET", location), "Range").equals(range));
    }

    @Test
    void refusesContentOfAnotherDigestAndKeepsNothing() throws Exception {
      HttpResponse<byte[]> put =
          calls.call("PUT", begin("acme/shop") + "?digest=" + DIGEST, "other".getBytes(UTF_8));

      assertEquals(400, put.statusCode());
      assertTrue(text(put).contains("DIGEST_INVALID"), text(put));
      assertEquals(404, calls.call("HEAD", BLOB).statusCode());
      assertEquals(List.of(), unfinished());
    }

    @Test
    void forgetsACancelledUpload() throws Exception {
      String location = begin("acme/shop");
      assertEquals(204, calls.call("DELETE", location).statusCode());
      assertEquals(404, calls.call("GET", location).statusCode());
      assertEquals(List.of(), unfinished());
    }

    @Test
    void knowsAnUploadOnlyInItsOwnRepository() throws Exception {
      String elsewhere = begin("acme/shop").replace("acme/shop", "acme/other");
      assertEquals(404, calls.call("GET", elsewhere).statusCode());
    }

    @Test
    void mountsFromAnotherRepository() throws Exception {
      calls.pushBlob("acme/base", "x/y", CONTENT);
      HttpResponse<byte[]> mounted =
          calls.call("POST", "/v2/acme/shop/blobs/uploads/?mount=" + DIGEST + "&from=acme/base");
      assertEquals(201, mounted.statusCode());
      assertArrayEquals(CONTENT, calls.call("GET", BLOB).body());
    }

    @Test
    void beginsAnUploadWhereThereIsNothingToMount() throws Exception {
      HttpResponse<byte[]> answer =
          calls.call("POST", "/v2/acme/shop/blobs/uploads/?mount=" + DIGEST + "&from=acme/base");
      assertEquals(202, answer.statusCode());
    }

    @Test
    void givesAStretchOfABlob() throws Exception {
      calls.pushBlob("acme/shop", "x/y", CONTENT);
      HttpResponse<byte[]> middle = calls.call("GET", BLOB, new byte[0], "Range", "bytes=2-4");
      assertEquals(206, middle.statusCode());
      assertEquals("234", text(middle));
      assertEquals("bytes 2-4/10", header(middle, "Content-Range"));
      assertEquals("89", text(calls.call("GET", BLOB, new byte[0], "Range", "bytes=-2")));
      assertEquals("789", text(calls.call("GET", BLOB, new byte[0], "Range", "bytes=7-")));
      assertEquals(416, calls.call("GET", BLOB, new byte[0], "Range", "bytes=10-").statusCode());
    }

    @Test
    void deletesABlobThatNoManifestNeeds() throws Exception {
      calls.pushBlob("acme/shop", "x/y", CONTENT);
      assertEquals(202, calls.call("DELETE", BLOB).statusCode());
      assertEquals(404, calls.call("DELETE", BLOB).statusCode());
    }

    @Test
    void keepsABlobThatAManifestNeeds() throws Exception {
      Manifest manifest = calls.artifact("acme/shop", ARTIFACT, "0123456789", Optional.empty());
      calls.put("acme/shop", "v1", manifest);
      assertEquals(405, calls.call("DELETE", BLOB).statusCode());
      assertEquals(200, calls.call("HEAD", BLOB).statusCode());
    }
  }

  @Nested
  class Manifests {

    @Test
    void givesBackTheExactBytesByTagAndByDigest() throws Exception {
      Manifest manifest = calls.artifact("acme/shop", ARTIFACT, "one", Optional.empty());
      HttpResponse<byte[]> put = calls.put("acme/shop", "v1.0.0", manifest);

      assertEquals(201, put.statusCode());
      assertEquals(manifest.digest().value(), header(put, "Docker-Content-Digest"));
      for (String reference : List.of("v1.0.0", manifest.digest().value())) {
        HttpResponse<byte[]> got = calls.call("GET", "/v2/acme/shop/manifests/" + reference);
        assertArrayEquals(manifest.bytes(), got.body());
        assertEquals(MediaType.OCI_MANIFEST, header(got, "Content-Type"));
      }
      assertEquals(
          Integer.toString(manifest.size()),
          header(calls.call("HEAD", "/v2/acme/shop/manifests/v1.0.0"), "Content-Length"));
    }

    @Test
    void refusesAManifestWhoseBlobIsMissing() throws Exception {
      Manifest manifest = calls.artifact("acme/other", ARTIFACT, "one", Optional.empty());
      HttpResponse<byte[]> put = calls.put("acme/shop", "v1", manifest);
      assertEquals(404, put.statusCode());
      assertTrue(text(put).contains("MANIFEST_BLOB_UNKNOWN"), text(put));
      assertFalse(Files.exists(registry.layout("acme/shop").resolve("index.json")));
    }

    @Test
    void refusesAnIndexWhoseChildIsMissing() throws Exception {
      Manifest child = calls.artifact("acme/shop", ARTIFACT, "one", Optional.empty());
      Manifest index = Manifest.writeIndex(List.of(child.descriptor()));
      assertEquals(404, calls.put("acme/shop", "all", index).statusCode());
      calls.put("acme/shop", child.digest().value(), child);
      assertEquals(201, calls.put("acme/shop", "all", index).statusCode());
    }

    @Test
    void refusesAManifestUnderAnotherDigest() throws Exception {
      Manifest manifest = calls.artifact("acme/shop", ARTIFACT, "one", Optional.empty());
      HttpResponse<byte[]> put = calls.put("acme/shop", DIGEST.value(), manifest);
      assertEquals(400, put.statusCode());
      assertTrue(text(put).contains("DIGEST_INVALID"), text(put));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "{",
          "[]",
          "{}",
          "{\"schemaVersion\":1}",
          "{\"schemaVersion\":2}",
          "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"a\",\"digest\":\"../../x\",\"size\":1}}",
          "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\"}"
        })
    void refusesWhatIsNoManifest(String json) throws Exception {
      HttpResponse<byte[]> put =
          calls.put("acme/shop", "v1", new Manifest(MediaType.OCI_MANIFEST, json.getBytes(UTF_8)));
      assertEquals(400, put.statusCode());
      assertTrue(text(put).contains("MANIFEST_INVALID"), text(put));
    }

    @Test
    void refusesAManifestOfMoreThanFourMebibytes() throws Exception {
      Manifest huge = new Manifest(MediaType.OCI_MANIFEST, new byte[4 * 1024 * 1024 + 1]);
      assertEquals(413, calls.put("acme/shop", "v1", huge).statusCode());
    }

    @Test
    void refusesAnUnknownMediaType() throws Exception {
      Manifest manifest = calls.artifact("acme/shop", ARTIFACT, "one", Optional.empty());
      Manifest signed =
          new Manifest(
              "application/vnd.docker.distribution.manifest.v1+prettyjws", manifest.bytes());
      assertEquals(400, calls.put("acme/shop", "v1", signed).statusCode());
    }

    @Test
    void keepsAManifestByDigestWhenItsTagMovesOn() throws Exception {
      Manifest one = calls.artifact("acme/shop", ARTIFACT, "one", Optional.empty());
      Manifest two = calls.artifact("acme/shop", ARTIFACT, "two", Optional.empty());
      calls.put("acme/shop", "main", one);
      calls.put("acme/shop", "main", two);

      assertArrayEquals(two.bytes(), calls.call("GET", "/v2/acme/shop/manifests/main").body());
      assertEquals(200, calls.call("GET", "/v2/acme/shop/manifests/" + one.digest()).statusCode());
    }

    @Test
    void deletesATagAndLeavesTheManifest() throws Exception {
      Manifest one = calls.artifact("acme/shop", ARTIFACT, "one", Optional.empty());
      calls.put("acme/shop", "v1", one);
      assertEquals(202, calls.call("DELETE", "/v2/acme/shop/manifests/v1").statusCode());
      assertEquals(404, calls.call("GET", "/v2/acme/shop/manifests/v1").statusCode());
      String byDigest = "/v2/acme/shop/manifests/" + one.digest();
      assertEquals(200, calls.call("GET", byDigest).statusCode());
      assertEquals(202, calls.call("DELETE", byDigest).statusCode());
      assertEquals(404, calls.call("GET", byDigest).statusCode());
    }

    @Test
    void takesManyPutsAtOnce() throws Exception {
      Manifest one = calls.artifact("acme/shop", ARTIFACT, "one", Optional.empty());
      List<Future<Integer>> puts = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 50; i++) {
          String tag = "t" + i;
          puts.add(threads.submit(() -> calls.put("acme/shop", tag, one).statusCode()));
        }
      }
      for (Future<Integer> put : puts) {
        assertEquals(201, put.get());
      }
      restart();
      assertEquals(
          50, text(calls.call("GET", "/v2/acme/shop/tags/list")).split("\"t", -1).length - 1 - 1);
    }
  }

  @Nested
  class Lists {

    @Test
    void listsTagsInPages() throws Exception {
      Manifest one = calls.artifact("acme/shop", ARTIFACT, "one", Optional.empty());
      for (String tag : List.of("v2", "a", "V1", "b")) {
        calls.put("acme/shop", tag, one);
      }
      HttpResponse<byte[]> first = calls.call("GET", "/v2/acme/shop/tags/list?n=2");
      assertEquals("{\"name\":\"acme/shop\",\"tags\":[\"a\",\"b\"]}", text(first));
      assertEquals("</v2/acme/shop/tags/list?n=2&last=b>; rel=\"next\"", header(first, "Link"));
      HttpResponse<byte[]> second = calls.call("GET", "/v2/acme/shop/tags/list?n=2&last=b");
      assertEquals("{\"name\":\"acme/shop\",\"tags\":[\"V1\",\"v2\"]}", text(second));
      assertEquals("(none)", header(second, "Link"));
      assertEquals(
          "{\"name\":\"acme/shop\",\"tags\":[]}",
          text(calls.call("GET", "/v2/acme/shop/tags/list?n=0")));
    }

    @Test
    void hasNoTagsOfAnUnknownRepository() throws Exception {
      HttpResponse<byte[]> answer = calls.call("GET", "/v2/acme/nothing/tags/list");
      assertEquals(404, answer.statusCode());
      assertTrue(text(answer).contains("NAME_UNKNOWN"), text(answer));
      assertFalse(Files.exists(root.resolve("acme")), "a question created a folder");
    }

    @Test
    void listsReferrersByTypeAlsoAfterARestart() throws Exception {
      Manifest image = calls.artifact("acme/shop", ARTIFACT, "image", Optional.empty());
      calls.put("acme/shop", "v1", image);
      Manifest note = calls.artifact("acme/shop", ARTIFACT, "note", Optional.of(image.digest()));
      Manifest bill =
          calls.artifact("acme/shop", "application/x", "bill", Optional.of(image.digest()));
      HttpResponse<byte[]> put = calls.put("acme/shop", note.digest().value(), note);
      assertEquals(image.digest().value(), header(put, "OCI-Subject"));
      calls.put("acme/shop", bill.digest().value(), bill);
      restart();

      String path = "/v2/acme/shop/referrers/" + image.digest();
      HttpResponse<byte[]> all = calls.call("GET", path);
      assertEquals(MediaType.OCI_INDEX, header(all, "Content-Type"));
      assertEquals(2, text(all).split("\"digest\"", -1).length - 1);
      HttpResponse<byte[]> notes = calls.call("GET", path + "?artifactType=" + ARTIFACT);
      assertEquals("artifactType", header(notes, "OCI-Filters-Applied"));
      assertTrue(text(notes).contains(note.digest().value()), text(notes));
      assertTrue(text(notes).contains("\"annotations\":{\"what\":\"note\"}"), text(notes));
      assertFalse(text(notes).contains(bill.digest().value()), text(notes));
    }

    @Test
    void listsNoReferrersOfSomethingUnknown() throws Exception {
      HttpResponse<byte[]> answer = calls.call("GET", "/v2/acme/nothing/referrers/" + DIGEST);
      assertEquals(200, answer.statusCode());
      assertTrue(text(answer).endsWith("\"manifests\":[]}"), text(answer));
    }
  }

  @Nested
  class HostileNames {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/v2/../../etc/blobs/uploads/",
          "/v2/%2e%2e/%2e%2e/etc/blobs/uploads/",
          "/v2/..%2f..%2fetc/blobs/uploads/",
          "/v2/.uploads/blobs/uploads/",
          "/v2/Acme/blobs/uploads/",
          "/v2/acme//shop/blobs/uploads/",
          "/v2/acme/shop%00/blobs/uploads/",
          "/v2/acme/blobs/x/blobs/uploads/",
          "/v2/acme/index.json/blobs/uploads/",
          "/v2/acme%0Ashop/blobs/uploads/"
        })
    void areRefused(String path) throws Exception {
      HttpResponse<byte[]> answer = calls.call("POST", path);
      assertTrue(
          answer.statusCode() == 400 || answer.statusCode() == 404,
          path + " gave " + answer.statusCode());
      assertEquals(List.of(), unfinished());
    }

    @Test
    void inReferencesAreNotFoundOrRefused() throws Exception {
      assertEquals(404, calls.call("GET", "/v2/acme/shop/manifests/..%2f..%2fx").statusCode());
      assertEquals(404, calls.call("GET", "/v2/acme/shop/manifests/.INVALID").statusCode());
      assertEquals(400, calls.call("GET", "/v2/acme/shop/blobs/sha256:..").statusCode());
      assertEquals(400, calls.call("PUT", "/v2/acme/shop/manifests/.x").statusCode());
      assertEquals(404, calls.call("GET", "/").statusCode());
      assertEquals(405, calls.call("BREW", BLOB).statusCode());
    }
  }

  @Nested
  class Folders {

    @Test
    void areStandardLayouts() throws Exception {
      Manifest one = calls.artifact("acme/shop", ARTIFACT, "one", Optional.empty());
      calls.put("acme/shop", "v1", one);
      Path layout = registry.layout("acme/shop");
      assertEquals(
          "{\"imageLayoutVersion\":\"1.0.0\"}", Files.readString(layout.resolve("oci-layout")));
      String index = Files.readString(layout.resolve("index.json"));
      assertTrue(index.contains("\"org.opencontainers.image.ref.name\":\"v1\""), index);
      assertArrayEquals(
          one.bytes(),
          Files.readAllBytes(layout.resolve("blobs/sha256").resolve(one.digest().hex())));
    }

    @Test
    void thatOtherToolsWroteAreServedWithTheChildrenOfTheirIndexes() throws Exception {
      Manifest child = calls.artifact("acme/shop", ARTIFACT, "one", Optional.empty());
      calls.put("acme/shop", child.digest().value(), child);
      Manifest index = Manifest.writeIndex(List.of(child.descriptor()));
      calls.put("acme/shop", "all", index);
      registry.close();
      Files.writeString(
          registry.layout("acme/shop").resolve("index.json"),
          "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}]}"
              .formatted(index.mediaType(), index.digest(), index.size()));
      start();
      assertEquals(
          200, calls.call("GET", "/v2/acme/shop/manifests/" + child.digest()).statusCode());
    }

    @Test
    void loseWhatAKilledServerLeftUnfinished() throws Exception {
      begin("acme/shop");
      registry.close();
      Files.writeString(root.resolve(".uploads").resolve("left"), "half");
      start();
      assertEquals(List.of(), unfinished());
    }

    @Test
    void areServedOnlyOnce() {
      InputException refused =
          assertThrows(InputException.class, () -> EmbeddedRegistry.start(root, 0).close());
      assertEquals(ErrorCode.REGISTRY_ADDRESS_IN_USE, refused.code());
      restart();
    }

    @Test
    void areFreeAfterAFailedStart(@TempDir Path other) {
      InputException refused =
          assertThrows(InputException.class, () -> EmbeddedRegistry.start(other, port()).close());
      assertEquals(ErrorCode.REGISTRY_ADDRESS_IN_USE, refused.code());
      EmbeddedRegistry.start(other, 0).close();
    }

    @Test
    void thatCantBeMadeAreRefused() throws Exception {
      Path file = Files.writeString(root.resolve("file"), "");
      InputException refused =
          assertThrows(
              InputException.class, () -> EmbeddedRegistry.start(file.resolve("x"), 0).close());
      assertEquals(ErrorCode.FILE_UNWRITABLE, refused.code());
    }

    @Test
    void withADamagedIndexAreAnErrorOfTheServer() throws Exception {
      Manifest one = calls.artifact("acme/shop", ARTIFACT, "one", Optional.empty());
      calls.put("acme/shop", "v1", one);
      Files.writeString(registry.layout("acme/shop").resolve("index.json"), "{");
      restart();
      assertEquals(500, calls.call("GET", "/v2/acme/shop/manifests/v1").statusCode());
    }
  }

  @Test
  void tellsAClientThatTriesTlsAtOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (Socket client = SSLSocketFactory.getDefault().createSocket("127.0.0.1", port())) {
        // It reads an answer that is not of TLS: one that is merely let wait would say otherwise.
        SSLException told =
            assertThrows(SSLException.class, () -> client.getOutputStream().write(1));
        assertTrue(String.valueOf(told.getMessage()).contains("SSL message"), told::toString);
      }
    }
  }

  @Test
  void answersForItsUpstreamWithoutHoldingIt() throws Exception {
    registry.close();
    Manifest base = new Manifest(MediaType.OCI_MANIFEST, "{}".getBytes(UTF_8));
    registry =
        EmbeddedRegistry.start(
            root,
            0,
            new Upstream() {
              @Override
              public Optional<Manifest> manifest(String repository, Selector selector) {
                return Optional.of(base).filter(_ -> repository.equals("base"));
              }

              @Override
              public Optional<Blob> blob(String repository, Digest digest) {
                return Optional.of(new Blob(10, () -> new ByteArrayInputStream(CONTENT)))
                    .filter(_ -> digest.equals(DIGEST));
              }
            });
    calls = RawRegistry.at(registry.host());

    assertEquals("{}", text(calls.call("GET", "/v2/base/manifests/any")));
    assertEquals(
        "10", header(calls.call("HEAD", "/v2/app" + BLOB.substring(13)), "Content-Length"));
    assertEquals("0123456789", text(calls.call("GET", BLOB)));
    Descriptor config = calls.pushBlob("app", MediaType.OCI_CONFIG, "{}".getBytes(UTF_8));
    Manifest image =
        Manifest.write(
            new ImageManifest(
                "",
                config,
                List.of(Descriptor.of(MediaType.OCI_LAYER_GZIP, CONTENT)),
                Optional.empty(),
                Map.of()));
    assertEquals(201, calls.put("app", "v1", image).statusCode());
    assertFalse(Files.exists(registry.layout("app").resolve("blobs/sha256").resolve(DIGEST.hex())));
  }

  private int port() {
    return Integer.parseInt(registry.host().substring("127.0.0.1:".length()));
  }

  private List<Path> unfinished() throws Exception {
    try (Stream<Path> files = Files.list(root.resolve(".uploads"))) {
      return files.toList();
    }
  }
}
