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
