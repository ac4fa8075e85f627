using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Api;

/// <summary>Reads a JSON body: bounded, strictly, once.</summary>
internal static class ApiBody
{
    public const int MaxBytes = 1024 * 1024;

    // Forms nest three deep at most; this leaves room and keeps hostile nesting out.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private static readonly Error TooLarge = new("body-too-large", ErrorKind.TooLarge,
        "本文が大きすぎます。1 MB 以下にしてください。", "The body is larger than 1 MB.");

    public static async ValueTask<Result<byte[]>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MaxBytes)
            return TooLarge;
        if (request.ContentLength is { } length)
        {
            var exact = new byte[length];
            await request.Body.ReadExactlyAsync(exact, cancel);
            return exact;
        }
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            if (read.Buffer.Length > MaxBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return TooLarge;
            }
            if (read.IsCompleted)
            {
                var all = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return all;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The object in the body. Members not among <paramref name="known"/> are refused: a misspelt one must not be lost in silence.</summary>
    public static Result<JsonObject> Parse(byte[] body, params ReadOnlySpan<string> known)
    {
        JsonObject? json;
        try
        {
            // The parser does not look inside strings.
            if (!Utf8.IsValid(body))
                return Malformed("", "本文が UTF-8 ではありません。", "The body is not UTF-8.");
            if (HasLoneSurrogate(body))
                return Malformed("", "JSON の文字列に、対にならないサロゲートがあります。", "A JSON string holds a lone surrogate.");
            json = JsonNode.Parse(body, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException e)
        {
            var (place, placeEn) = e is { LineNumber: { } line, BytePositionInLine: { } column } ? ($"（{line + 1} 行目 {column + 1} バイト目）", $" (line {line + 1}, byte {column + 1})") : ("", "");
            return Malformed("", $"JSON として読み取れません{place}。同じ名前が 2 度出てくることもできません。", $"The body is not JSON{placeEn}, or a name occurs twice in an object.");
        }
        if (json is null)
            return Malformed("", "本文は JSON のオブジェクトにしてください。", "The body must be a JSON object.");
        foreach (var (name, _) in json)
            if (!known.Contains(name))
                return Malformed(name, $"「{name}」という項目はありません。", $"There is no member \"{name}\".");
        return json;
    }

    public static Result<JsonObject> Answers(JsonObject body) =>
        body["answers"] is JsonObject answers ? answers : Malformed("answers", "answers に回答のオブジェクトを指定してください。", "\"answers\" must be an object.");

    public static Error Malformed(string where, string message, string messageEn) => SubmissionErrors.Malformed(where, message, messageEn);

    /// <summary>An escaped half of a pair ("\ud800") is JSON, but no text: neither hashing nor storing it would be defined (RFC 8785, I-JSON).</summary>
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("\\u"u8) < 0)
            return false;
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped)
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }
        return false;
    }
}
