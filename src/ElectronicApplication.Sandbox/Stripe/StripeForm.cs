using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace ElectronicApplication.Sandbox.Stripe;

/// <summary>The parameters of one request: names with brackets, such as <c>line_items[0][price_data][currency]</c>.</summary>
internal sealed class StripeForm(IEnumerable<KeyValuePair<string, StringValues>> fields)
{
    private readonly SortedDictionary<string, string> values =
        new(fields.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()), StringComparer.Ordinal);

    /// <summary>All parameters in one fixed order, to tell whether two requests are the same.</summary>
    public string Canonical => string.Join('\n', values.Select(entry => Uri.EscapeDataString(entry.Key) + "=" + Uri.EscapeDataString(entry.Value)));

    public string? Text(string name) => values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public string Required(string name) =>
        Text(name) ?? throw new StripeError($"Missing required param: {name}.") { Code = "parameter_missing", Param = name };

    public long? Integer(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new StripeError($"Invalid integer: {text}") { Code = "parameter_invalid_integer", Param = name };
    }

    public bool Has(string prefix) => values.Keys.Any(key => key == prefix || key.StartsWith(prefix + "[", StringComparison.Ordinal));

    /// <summary>The entries of <c>name[key]</c>, for example metadata.</summary>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var prefix = name + "[";
        var entries = values.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && entry.Key.EndsWith(']') && entry.Value.Length > 0)
            .ToDictionary(entry => entry.Key[prefix.Length..^1], entry => entry.Value);
        if (entries.Count > 50 || entries.Any(entry => entry.Key.Length > 40 || entry.Value.Length > 500))
        {
            throw new StripeError($"{name} takes up to 50 keys of 40 characters with values of 500 characters.") { Param = name };
        }
        return entries;
    }

    /// <summary>The entries of <c>name[]</c> or <c>name[0]</c>, <c>name[1]</c> and so on.</summary>
    public IReadOnlyList<string> List(string name) =>
        values.TryGetValue(name + "[]", out var joined)
            ? joined.Split(',', StringSplitOptions.RemoveEmptyEntries)
            : [.. values.Where(entry => entry.Key.StartsWith(name + "[", StringComparison.Ordinal)).Select(entry => entry.Value)];

    public void AllowOnly(params ReadOnlySpan<string> known)
    {
        foreach (var key in values.Keys)
        {
            var top = key.Split('[', 2)[0];
            if (!known.Contains(top))
            {
                throw new StripeError($"Received unknown parameter: {top}") { Code = "parameter_unknown", Param = top };
            }
        }
    }
}
