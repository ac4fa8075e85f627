using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace ElectronicApplication.Host;

/// <summary>
/// The instruments of this product and of ASP.NET Core in Prometheus' text format 0.0.4. Counters and gauges as they are; histograms as
/// <c>_count</c> and <c>_sum</c>.
/// </summary>
internal sealed class PrometheusText : IDisposable
{
    private static readonly string[] Wanted = ["ElectronicApplication", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Series> _series = new();
    private readonly MeterListener _listener = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Wanted.Any(w => instrument.Meter.Name.StartsWith(w, StringComparison.Ordinal)))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((i, v, tags, _) => Record(i, v, tags));
        _listener.SetMeasurementEventCallback<long>((i, v, tags, _) => Record(i, v, tags));
        _listener.SetMeasurementEventCallback<double>((i, v, tags, _) => Record(i, v, tags));
        _listener.Start();
    }

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var group in _series.GroupBy(s => s.Key.Instrument).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            var name = Name(group.Key);
            var kind = Kind(group.Key);
            text.Append("# HELP ").Append(name).Append(' ').Append((group.Key.Description ?? "").ReplaceLineEndings(" ")).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(kind).Append('\n');
            foreach (var ((_, labels), series) in group.OrderBy(s => s.Key.Labels, StringComparer.Ordinal))
            {
                if (kind == "summary")
                {
                    Line(text, name + "_count", labels, series.Count);
                    Line(text, name + "_sum", labels, series.Value);
                }
                else
                    Line(text, name, labels, series.Value);
            }
        }
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _series.GetOrAdd((instrument, Labels(tags)), static _ => new());
        lock (series)
        {
            series.Count++;
            series.Value = instrument.IsObservable || IsGauge(instrument) ? value : series.Value + value;
        }
    }

    private static bool IsGauge(Instrument instrument) => instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal);

    private static string Kind(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.Contains("Histogram", StringComparison.Ordinal) ? "summary"
            : type.Contains("UpDown", StringComparison.Ordinal) || type.Contains("Gauge", StringComparison.Ordinal) ? "gauge" : "counter";
    }

    private static string Name(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_').Replace('-', '_');
        var unit = instrument.Unit switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", _ => "" };
        return name + unit + (Kind(instrument) == "counter" ? "_total" : "");
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var text = new StringBuilder("{");
        foreach (var (key, value) in tags)
        {
            if (text.Length > 1)
                text.Append(',');
            var escaped = Convert.ToString(value, CultureInfo.InvariantCulture)?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append(key.Replace('.', '_')).Append("=\"").Append(escaped).Append('"');
        }
        return text.Append('}').ToString();
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    private sealed class Series
    {
        public double Value { get; set; }

        public long Count { get; set; }
    }
}
