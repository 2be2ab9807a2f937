import java.util.Properties;
import org.apache.solr.embedded.JettyConfig;
import org.apache.solr.embedded.JettySolrRunner;

/** A Solr server on loopback: RunSolr HOME PORT. */
public class RunSolr {
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[1]);
    JettyConfig jetty =
        JettyConfig.builder().setContext("/solr").setPort(port).stopAtShutdown(true).build();
    JettySolrRunner runner = new JettySolrRunner(arguments[0], new Properties(), jetty);
    runner.start();
    Thread.currentThread().join();
  }
}
