using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElectronicApplication.Benchmarks;

internal static class Figure
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static void Print(string name, double value, string unit, double? floor = null) =>
        Console.WriteLine(JsonSerializer.Serialize(new { name, value = Math.Round(value, 1), unit, floor = floor is { } f ? Math.Round(f, 1) : (double?)null, ratio = floor is > 0 ? Math.Round(value / floor.Value, 3) : (double?)null }, Json));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Floor and case in turn, three times; the medians of both.</summary>
    public static async Task<(double Floor, double Case)> AlternateAsync(Func<Task<double>> floor, Func<Task<double>> measured)
    {
        List<double> floors = [], cases = [];
        for (var round = 0; round < 3; round++)
        {
            floors.Add(await floor());
            cases.Add(await measured());
        }
        return (Median(floors), Median(cases));
    }
}
