using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Core.Kernel;

/// <summary>
/// JSON Canonicalization Scheme (RFC 8785): members sorted by UTF-16 code units, ECMAScript numbers, minimal escapes, no white space.
/// What is signed and hashed is always this form. Throws <see cref="JsonException"/> for what I-JSON cannot carry (NaN, lone surrogates).
/// </summary>
public static class CanonicalJson
{
    public static byte[] Write(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        Write(buffer, node);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> output, JsonNode? node)
    {
        switch (node)
        {
            case null:
                output.Write("null"u8);
                break;
            case JsonObject members:
                WriteObject(output, members);
                break;
            case JsonArray items:
                output.Write("["u8);
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0)
                        output.Write(","u8);
                    Write(output, items[i]);
                }
                output.Write("]"u8);
                break;
            default:
                WriteValue(output, node.AsValue());
                break;
        }
    }

    private static void WriteObject(ArrayBufferWriter<byte> output, JsonObject members)
    {
        var sorted = members.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        output.Write("{"u8);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0)
                output.Write(","u8);
            WriteString(output, sorted[i].Key);
            output.Write(":"u8);
            Write(output, sorted[i].Value);
        }
        output.Write("}"u8);
    }

    private static void WriteValue(ArrayBufferWriter<byte> output, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            case JsonValueKind.Null:
                output.Write("null"u8);
                break;
            case JsonValueKind.String:
                WriteString(output, value.GetValue<string>());
                break;
            case JsonValueKind.Number:
                output.Write(Encoding.ASCII.GetBytes(Number(value)));
                break;
            default:
                throw new JsonException($"A {value.GetValueKind()} has no canonical form.");
        }
    }

    private static string Number(JsonValue value)
    {
        if (value.TryGetValue<long>(out var whole) && Math.Abs(whole) < 9_007_199_254_740_992)
            return whole.ToString(CultureInfo.InvariantCulture);
        var number = value.TryGetValue<double>(out var d) ? d : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        return EcmaScriptNumber(number);
    }

    /// <summary>Number::toString of ECMA-262, which RFC 8785 section 3.2.2.3 prescribes.</summary>
    internal static string EcmaScriptNumber(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            throw new JsonException("NaN and Infinity have no JSON form.");
        if (number == 0)
            return "0";
        // "E16" style of the shortest round-trip digits: d.ddddE+xxx
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var negative = shortest[0] == '-';
        var (digits, exponent) = Decompose(negative ? shortest[1..] : shortest);
        var k = digits.Length;
        var n = exponent;
        string text;
        if (k <= n && n <= 21)
            text = digits + new string('0', n - k);
        else if (0 < n && n <= 21)
            text = digits[..n] + "." + digits[n..];
        else if (-6 < n && n <= 0)
            text = "0." + new string('0', -n) + digits;
        else
        {
            var e = n - 1;
            var mantissa = k == 1 ? digits : digits[..1] + "." + digits[1..];
            text = mantissa + "e" + (e < 0 ? "-" : "+") + Math.Abs(e).ToString(CultureInfo.InvariantCulture);
        }
        return negative ? "-" + text : text;
    }

    /// <summary>The significant digits without leading and trailing zeros, and n such that the value is 0.digits × 10^n.</summary>
    private static (string Digits, int Exponent) Decompose(string text)
    {
        var e = text.IndexOf('E');
        var power = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.');
        var all = point < 0 ? mantissa : mantissa.Remove(point, 1);
        var n = (point < 0 ? mantissa.Length : point) + power;
        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), n - leading);
    }

    private static void WriteString(ArrayBufferWriter<byte> output, string text)
    {
        output.Write("\""u8);
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= ' ' && c != '"' && c != '\\')
            {
                if (!char.IsSurrogate(c))
                    continue;
                if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                {
                    i++;
                    continue;
                }
                throw new JsonException("A lone surrogate has no canonical form.");
            }
            Copy(output, text.AsSpan(start, i - start));
            start = i + 1;
            Copy(output, c switch
            {
                '"' => "\\\"", '\\' => "\\\\", '\b' => "\\b", '\f' => "\\f", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t",
                _ => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
            });
        }
        Copy(output, text.AsSpan(start));
        output.Write("\""u8);
    }

    private static void Copy(ArrayBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    /// <summary>How stored and shown JSON is written: Japanese as it is, no needless escapes.</summary>
    public static JsonSerializerOptions Readable { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
