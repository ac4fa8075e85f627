using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>Our certificate towards a core system, and whose certificates we take from it.</summary>
internal static class RestTls
{
    public static void Apply(RestOptions options, SslClientAuthenticationOptions tls)
    {
        if (options.ClientCertificateFile.Length > 0)
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(ClientCertificate(options), additionalCertificates: null, offline: true);
        if (options.TrustedCaFile.Length > 0)
        {
            tls.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(options.TrustedCaFile);
        }
    }

    public static string? Problem(RestOptions options)
    {
        var reading = nameof(RestOptions.ClientCertificateFile);
        try
        {
            if (options.ClientCertificateFile.Length > 0)
            {
                using var certificate = ClientCertificate(options);
                if (!certificate.HasPrivateKey)
                    return "ClientCertificateFile holds no private key.";
            }
            reading = nameof(RestOptions.TrustedCaFile);
            if (options.TrustedCaFile.Length > 0)
            {
                var authorities = new X509Certificate2Collection();
                authorities.ImportFromPemFile(options.TrustedCaFile);
                if (authorities.Count == 0)
                    return "TrustedCaFile holds no certificate in PEM.";
            }
            return null;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"{reading} cannot be read: {e.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static X509Certificate2 ClientCertificate(RestOptions options)
    {
        var path = options.ClientCertificateFile;
        if (Path.GetExtension(path) is ".pfx" or ".p12" or ".PFX" or ".P12")
            return X509CertificateLoader.LoadPkcs12FromFile(path, options.ClientCertificatePassword);
        var key = options.ClientKeyFile.Length > 0 ? options.ClientKeyFile : null;
        using var pem = options.ClientCertificatePassword.Length > 0 ? X509Certificate2.CreateFromEncryptedPemFile(path, options.ClientCertificatePassword, key) : X509Certificate2.CreateFromPemFile(path, key);
        // Windows' TLS takes no key that lives in memory alone.
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }
}
