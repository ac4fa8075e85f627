using ElectronicApplication.Worker.Bus;
using ElectronicApplication.Worker.CoreSystems;
using Microsoft.Extensions.Configuration;

namespace ElectronicApplication.Worker.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void A_core_system_that_can_be_reached_as_set_is_accepted() => Assert.True(Validate("documents", ("BaseUrl", "https://documents.city.example/api"), ("ApiKey", "k")).Succeeded);

    [Theory]
    [InlineData("Documents", "https://a.example", "k", 16, 5, "a-z")]
    [InlineData("documents", "a.example/api", "k", 16, 5, "BaseUrl")]
    [InlineData("documents", "ftp://a.example", "k", 16, 5, "BaseUrl")]
    [InlineData("documents", "https://a.example", "", 16, 5, "ApiKey")]
    [InlineData("documents", "https://a.example", "k\r\nX: y", 16, 5, "ApiKey")]
    [InlineData("documents", "https://a.example", "k", 0, 5, "Concurrency")]
    [InlineData("documents", "https://a.example", "k", 16, 0, "TimeoutSeconds")]
    [InlineData("documents", "https://a.example", "k", 16, 3600, "TimeoutSeconds")]
    public void A_setting_that_cannot_work_is_named_at_the_start(string name, string url, string key, int concurrency, int timeout, string named)
    {
        var result = Validate(name, ("BaseUrl", url), ("ApiKey", key), ("Concurrency", $"{concurrency}"), ("TimeoutSeconds", $"{timeout}"));
        Assert.True(result.Failed);
        Assert.Contains(named, result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains(name, result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("carrier-pigeon", "", "", "Adapter must be one of rest, file, sftp, amqp, table, airlock, list")]
    [InlineData("rest", "BaseUrl=https://a.example;ClientCertificateFile=/missing.pem", "", "ClientCertificateFile")]
    [InlineData("rest", "BaseUrl=https://a.example;TokenUrl=https://a.example/token", "", "ClientId")]
    [InlineData("file", "Folder=relative", "", "Folder")]
    [InlineData("file", "Folder=/srv/out;Acknowledge=ResultFile", "", "ResultFolder")]
    [InlineData("file", "Folder=/srv/out;ResultCharset=ebcdic", "", "ResultCharset")]
    [InlineData("file", "Folder=/srv/out;NgWords=OK", "", "OkWords")]
    [InlineData("file", "Folder=/srv/out;Attachments=true", "", "ControlExtension")]
    [InlineData("file", "Folder=/srv/out;Attachments=true;ControlExtension=.end;BatchSize=2", "", "BatchSize")]
    [InlineData("file", "Folder=/srv/out;Attachments=true;ControlExtension=.end", "", "")]
    [InlineData("sftp", "Folder=out;Host=-oProxyCommand=x;User=u;KeyFile=/missing", "", "Host")]
    [InlineData("sftp", "Folder=out;Host=h;User=u;KeyFile=/missing", "", "KeyFile")]
    [InlineData("amqp", "", "http://a", "ConnectionString")]
    [InlineData("table", "", "Host=db;Database=d", "")]
    [InlineData("table", "Table=t\" x", "Host=db;Database=d", "Table")]
    [InlineData("table", "StatusColumn=kind", "Host=db;Database=d", "same column")]
    [InlineData("table", "DoneStatus=new", "Host=db;Database=d", "DoneStatus")]
    [InlineData("airlock", "OutFolder=/a;InFolder=/a;StateFolder=/c", "", "three different folders")]
    [InlineData("airlock", "OutFolder=/a;InFolder=/b;StateFolder=/c;OwnKeyFile=/missing", "", "OwnKeyFile")]
    [InlineData("file", "Folder=/srv/out", "", "")]
    [InlineData("list", "", "", "")]
    public void Each_adapter_checks_its_own_settings(string adapter, string settings, string connection, string named)
    {
        var result = Validate("juki", [("Adapter", adapter), ("ConnectionString", connection), .. settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=', 2)).Select(s => (s[0], s[1]))]);
        Assert.Equal(named.Length == 0, result.Succeeded);
        if (named.Length > 0)
            Assert.Contains(named, result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rest", "0", "LinkMinutes must be between 1 and 20160")]
    [InlineData("rest", "20161", "LinkMinutes must be between 1 and 20160")]
    [InlineData("rest", "5", "")]
    [InlineData("list", "5", "the adapter list carries no links")]
    public void Links_are_short_lived_where_there_are_any(string adapter, string minutes, string named)
    {
        var result = Validate("juki", ("Adapter", adapter), ("BaseUrl", "https://a.example"), ("ApiKey", "k"), ("LinkMinutes", minutes));
        Assert.Equal(named.Length == 0, result.Succeeded);
        if (named.Length > 0)
            Assert.Contains(named, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_to_attachments_need_the_address_of_the_worker() =>
        Assert.Contains("Worker:PublicUrl is missing", Validate("juki", ("BaseUrl", "https://a.example"), ("ApiKey", "k"), ("Attachments", "true")).FailureMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("", true)]
    [InlineData("https://platform.city.example", true)]
    [InlineData("https://city.example/platform/", true)]
    [InlineData("platform.city.example", false)]
    [InlineData("ftp://city.example", false)]
    [InlineData("https://user@city.example", false)]
    [InlineData("https://city.example/?a=b", false)]
    public void The_address_of_links_is_one(string address, bool accepted) =>
        Assert.Equal(accepted, new CoreSystemsValidation().Validate(null, new() { PublicUrl = address }).Succeeded);

    [Theory]
    [InlineData(BusTransport.InMemory, "", true)]
    [InlineData(BusTransport.RabbitMq, "amqp://guest:guest@127.0.0.1:5672/", true)]
    [InlineData(BusTransport.RabbitMq, "", false)]
    [InlineData(BusTransport.RabbitMq, "http://127.0.0.1", false)]
    public void A_broker_needs_an_address(BusTransport transport, string address, bool accepted) =>
        Assert.Equal(accepted, new BusOptions.Validation().Validate(null, new() { Transport = transport, ConnectionString = address }).Succeeded);

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(string name, params (string Key, string Value)[] settings)
    {
        var options = new CoreSystemsOptions();
        options.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"{name}:{s.Key}", (string?)s.Value))).Build());
        return new CoreSystemsValidation().Validate(null, options);
    }
}
