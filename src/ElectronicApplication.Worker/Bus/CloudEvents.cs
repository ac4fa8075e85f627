using System.Globalization;
using MassTransit;

namespace ElectronicApplication.Worker.Bus;

/// <summary>CloudEvents 1.0 attributes as headers of the message (AMQP binding, binary mode), so that consumers in any language can route without reading the body.</summary>
internal static class CloudEvents
{
    /// <summary>An offer must not begin after this moment: by then its row is about to be offered again.</summary>
    public const string BeginBefore = "begin-before";

    private const string Prefix = "cloudEvents:";

    public static void Write(SendContext context, Guid id, string type, DateTimeOffset at, Guid subject)
    {
        context.Headers.Set(Prefix + "specversion", "1.0");
        context.Headers.Set(Prefix + "id", id.ToString());
        context.Headers.Set(Prefix + "source", "/electronic-application");
        context.Headers.Set(Prefix + "type", "jp.electronic-application.v1." + type);
        context.Headers.Set(Prefix + "time", at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        context.Headers.Set(Prefix + "subject", subject.ToString());
        context.Headers.Set(Prefix + "datacontenttype", "application/json");
    }

    public static DateTimeOffset? BeginBeforeOf(ConsumeContext context) =>
        context.Headers.Get<string>(BeginBefore) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var before) ? before : null;
}
