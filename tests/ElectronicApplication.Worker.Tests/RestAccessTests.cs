using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Testing;
using ElectronicApplication.Worker.CoreSystems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ElectronicApplication.Worker.Tests;

/// <summary>How the REST adapter shows who it is: certificates and tokens, against a server that insists on them.</summary>
public sealed class RestAccessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("rest");
    private readonly MovableClock _clock = new(new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("client.pfx", "", "secret")]
    [InlineData("client.pem", "client.key", "")]
    public async Task Mutual_TLS_with_an_authority_of_ones_own(string certificate, string key, string password)
    {
        using var authority = Authority("CN=authority");
        using var server = Issue(authority, "CN=server");
        using var client = Issue(authority, "CN=client");
        await File.WriteAllTextAsync(At("authority.pem"), authority.ExportCertificatePem());
        await File.WriteAllBytesAsync(At("client.pfx"), client.Export(X509ContentType.Pkcs12, "secret"));
        await File.WriteAllTextAsync(At("client.pem"), client.ExportCertificatePem());
        await File.WriteAllTextAsync(At("client.key"), client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await using var web = await StartAsync(http => http.Response.WriteAsync($$"""{"id":"{{http.Connection.ClientCertificate!.Subject}}"}"""), server, authority);

        var options = new RestOptions
        {
            BaseUrl = web.Urls.First(), ClientCertificateFile = At(certificate), ClientKeyFile = key.Length > 0 ? At(key) : "", ClientCertificatePassword = password, TrustedCaFile = At("authority.pem"), TimeoutSeconds = 60,
        };
        Assert.Empty(options.Problems());
        Assert.Equal(AdapterAnswer.Done("CN=client"), await OfferAsync(options));
        // Without our certificate, or with another authority's, nobody is spoken to.
        Assert.Equal(DeliveryOutcome.TryAgain, (await OfferAsync(new() { BaseUrl = options.BaseUrl, ApiKey = "k", TrustedCaFile = options.TrustedCaFile, TimeoutSeconds = 60 })).Outcome);
        using var other = Authority("CN=other");
        await File.WriteAllTextAsync(At("other.pem"), other.ExportCertificatePem());
        options.TrustedCaFile = At("other.pem");
        Assert.Equal(DeliveryOutcome.TryAgain, (await OfferAsync(options)).Outcome);
    }

    [Fact]
    public async Task A_token_is_fetched_once_used_until_shortly_before_its_end_and_fetched_anew_when_it_is_not_taken()
    {
        var issued = 0;
        var taken = "t1";
        List<string> asked = [];
        await using var web = await StartAsync(async http =>
        {
            if (http.Request.Path == "/token")
            {
                asked.Add($"{http.Request.Headers.Authorization} {await new StreamReader(http.Request.Body).ReadToEndAsync()}");
                await http.Response.WriteAsync($$"""{"access_token":"t{{++issued}}","token_type":"Bearer","expires_in":300}""");
                return;
            }
            http.Response.StatusCode = http.Request.Headers.Authorization == "Bearer " + taken ? 201 : 401;
            await http.Response.WriteAsync($$"""{"id":"{{await new StreamReader(http.Request.Body).ReadToEndAsync() is { Length: > 0 }}}"}""");
        });
        var options = new RestOptions { BaseUrl = web.Urls.First(), TokenUrl = web.Urls.First() + "/token", ClientId = "city", ClientSecret = "s:1", Scope = "records", TimeoutSeconds = 60 };
        Assert.Empty(options.Problems());
        await using IAdapter adapter = new RestAdapter(options, _clock);
        var offer = FileAdapterTests.Record(1, "森");

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => adapter.OfferAsync([offer], default))), a => Assert.Equal(AdapterAnswer.Done("True"), a[0]));
        Assert.Equal(["Basic " + Convert.ToBase64String("city:s%3A1"u8) + " grant_type=client_credentials&scope=records"], asked);
        _clock.Now += TimeSpan.FromSeconds(269);
        await adapter.OfferAsync([offer], default);
        Assert.Equal(1, issued);
        (_clock.Now, taken) = (_clock.Now + TimeSpan.FromSeconds(2), "t2");
        Assert.Equal(AdapterAnswer.Done("True"), (await adapter.OfferAsync([offer], default))[0]);
        Assert.Equal(2, issued);
        // Taken back before its end: one new one, with which the same request, body and all, is made again.
        taken = "t3";
        Assert.Equal(AdapterAnswer.Done("True"), (await adapter.OfferAsync([offer], default))[0]);
        taken = "none";
        Assert.Equal(DeliveryOutcome.TryAgain, (await adapter.OfferAsync([offer], default))[0].Outcome);
        Assert.Equal(4, issued);
    }

    [Fact]
    public async Task A_token_that_is_not_given_is_tried_again_and_says_why()
    {
        await using var web = await StartAsync(http =>
        {
            http.Response.StatusCode = 400;
            return Task.CompletedTask;
        });
        var answer = await OfferAsync(new() { BaseUrl = web.Urls.First(), TokenUrl = web.Urls.First() + "/token", ClientId = "city", ClientSecret = "s", TimeoutSeconds = 60 });
        Assert.Equal(DeliveryOutcome.TryAgain, answer.Outcome);
        Assert.Contains("ClientSecret", answer.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"state":"accepted"}""", DeliveryOutcome.AcceptedLater, null)]
    [InlineData("""{"id":"J-1","state":"processing"}""", DeliveryOutcome.AcceptedLater, null)]
    [InlineData("""{"id":"J-1","state":"refused","reason":"台帳にない"}""", DeliveryOutcome.Refused, "台帳にない")]
    [InlineData("""{"id":"J-1"}""", DeliveryOutcome.Done, "J-1")]
    [InlineData("""{"id":"J-1","state":"registered"}""", DeliveryOutcome.Done, "J-1")]
    public async Task What_was_taken_is_asked_about_by_its_external_id(string body, DeliveryOutcome outcome, string? said)
    {
        await using var web = await StartAsync(http => http.Response.WriteAsync(http.Request.Path == "/records/by-external-id/E1" ? body : "{}"));
        await using IAdapter adapter = new RestAdapter(new() { BaseUrl = web.Urls.First(), ApiKey = "k", TimeoutSeconds = 60 }, _clock);
        var answer = await adapter.AskAsync(FileAdapterTests.Record(1, "森"), default);
        Assert.Equal((outcome, said), (answer.Outcome, answer.RecordId ?? answer.Reason));
    }

    private async Task<AdapterAnswer> OfferAsync(RestOptions options)
    {
        await using IAdapter adapter = new RestAdapter(options, _clock);
        return (await adapter.OfferAsync([FileAdapterTests.Record(1, "森")], default))[0];
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private static async Task<WebApplication> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null, X509Certificate2? clientsFrom = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate, https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (client, _, _) => client.Issuer == clientsFrom!.Subject;
                });
        }));
        var web = builder.Build();
        web.Run(answer);
        await web.StartAsync();
        return web;
    }

    private static X509Certificate2 Authority(string subject)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string subject)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var bare = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        using var whole = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
