using System.Globalization;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Review.Deliveries;
using ElectronicApplication.Staff.Payouts;

namespace ElectronicApplication.Staff.Deliveries;

/// <summary>A filter of deliveries as addresses and forms carry it.</summary>
internal static class DeliveryQuery
{
    public static DeliveryFilter Read(Func<string, string?> given) => new(Text(given("target")), Status(given("status")), Text(given("procedure")), Text(given("q")), Day(given("from")), Day(given("to")));

    /// <summary>Only what is set.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Pairs(DeliveryFilter filter) =>
    [
        .. new (string Name, string? Value)[]
        {
            ("target", filter.Target), ("status", filter.Status?.ToString()), ("procedure", filter.Procedure), ("q", filter.Query),
            ("from", filter.From is { } from ? DeliveryWords.Iso(from) : null), ("to", filter.To is { } to ? DeliveryWords.Iso(to) : null),
        }.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => KeyValuePair.Create(p.Name, p.Value!)),
    ];

    public static string Url(DeliveryFilter filter, string? after = null)
    {
        var pairs = Pairs(filter).Append(KeyValuePair.Create("after", after ?? "")).Where(p => p.Value.Length > 0).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}");
        return string.Join('?', new[] { DeliveriesEndpoints.List, string.Join('&', pairs) }.Where(p => p.Length > 0));
    }

    public static DateOnly? Day(string? text) => text is { Length: > 0 } ? PayoutEndpoints.Day(text) : null;

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 and <= 200 } kept ? kept : null;

    private static DeliveryStatus? Status(string? text) =>
        Enum.TryParse<DeliveryStatus>(text, out var status) && Enum.IsDefined(status) && !int.TryParse(text, CultureInfo.InvariantCulture, out _) ? status : null;
}
