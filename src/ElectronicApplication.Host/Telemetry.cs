using ElectronicApplication.Core.Kernel;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ElectronicApplication.Host;

/// <summary>Logs (JSON lines outside Development; ids and codes, never answers or names), metrics, and OTLP export where <c>Telemetry:OtlpEndpoint</c> is set.</summary>
internal static class Telemetry
{
    private static readonly string[] Meters = ["ElectronicApplication.*", "Microsoft.AspNetCore.*", "System.Runtime"];

    public static void AddLogging(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
            builder.Logging.AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat) = (true, "HH:mm:ss "));
        else
            builder.Logging.AddJsonConsole(o => (o.UseUtcTimestamp, o.TimestampFormat) = (true, "O"));
        // Query texts may hold personal data as parameters; request paths may hold receipt numbers.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // Warns that no XML encryptor is registered; the key store in Administration encrypts what it is given.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    public static void AddTelemetry(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PrometheusText>();
        if (builder.Configuration["Telemetry:OtlpEndpoint"] is not { Length: > 0 } endpoint)
            return;
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().AddMeter(Meters).AddOtlpExporter(o => o.Endpoint = new Uri(endpoint)).Build());
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().AddSource("Microsoft.AspNetCore", "ElectronicApplication.*").AddOtlpExporter(o => o.Endpoint = new Uri(endpoint)).Build());
        builder.Services.AddHostedService<OtlpExport>();
    }

    public static void MapMetrics(this WebApplication app)
    {
        var text = app.Services.GetRequiredService<PrometheusText>();
        app.MapGet("/metrics", () => TypedResults.Text(text.Write(), "text/plain; version=0.0.4")).ExcludeFromDescription();
    }

    /// <summary>Makes the providers when the host starts and flushes them when it stops.</summary>
    private sealed class OtlpExport(MeterProvider meters, TracerProvider traces) : IHostedService
    {
        public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancel)
        {
            meters.ForceFlush(2000);
            traces.ForceFlush(2000);
            return Task.CompletedTask;
        }
    }
}
