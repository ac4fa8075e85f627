using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Mapping.Characters;

namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>What a file holds: the records that the mapping wrote, between header and trailer; without a file layout one JSON object a record.</summary>
internal static class FileText
{
    private static readonly FileLayout Json = new("utf-8", "\n", null, null, ".json");

    private static readonly FileLayout JsonLines = new("utf-8", "\n", null, null, ".jsonl");

    public static RecordText Of(Offer offer, bool inBatches) => offer.Text ?? new(ToJson(offer).ToJsonString(FactJson.Options), inBatches ? JsonLines : Json);

    /// <summary>The envelope in which a record leaves where nothing else is agreed: externalId, deliveryId, receiptNumber, kind and data; where links are sent, attachments.</summary>
    /// <param name="content">In place of the data: contentUrl and until.</param>
    public static JsonObject ToJson(Offer offer, ContentLink? content = null)
    {
        var json = new JsonObject
        {
            ["externalId"] = offer.ExternalId, ["deliveryId"] = offer.DeliveryId, ["receiptNumber"] = offer.ReceiptNumber, ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(offer.Kind.ToString()),
        };
        if (content is null)
            json["data"] = offer.Data.DeepClone();
        else
            (json["contentUrl"], json["until"]) = (content.Url, content.Until);
        if (offer.Attachments is { } attachments)
            json["attachments"] = JsonSerializer.SerializeToNode(attachments, FactJson.Options);
        return json;
    }

    /// <summary>Why the record cannot be written; null when it can.</summary>
    public static AdapterAnswer? Problem(RecordText text) =>
        TargetCharset.Find(text.Layout.Charset) is not { } charset ? AdapterAnswer.TryAgain($"文字集合「{text.Layout.Charset}」は使えません。ファイルの書式の設定を確認してください。")
            : FirstUnknown(charset, text.Record) is { } unknown ? AdapterAnswer.Refused($"{unknown}は、連携先の文字集合（{text.Layout.Charset}）で表せません。")
            : null;

    /// <summary>The first character that the set does not hold, as 「𠮷」（U+20BB7）; null when it holds all of them. A variation selector is invisible by itself.</summary>
    private static string? FirstUnknown(TargetCharset charset, string text)
    {
        if (charset.Can(text))
            return null;
        foreach (var rune in text.EnumerateRunes())
            if (!charset.Can(rune.ToString()))
                return (rune.Value is >= 0xE0100 and <= 0xE01EF or >= 0xFE00 and <= 0xFE0F ? "異体字セレクター" : $"「{rune}」") + string.Create(CultureInfo.InvariantCulture, $"（U+{rune.Value:X4}）");
        return "単独のサロゲート";
    }

    /// <param name="at">In Japanese time: what {date} and {time} say.</param>
    public static byte[] Compose(FileLayout layout, IReadOnlyList<string> records, string number, DateTime at)
    {
        var charset = TargetCharset.Find(layout.Charset)!;
        using var bytes = new MemoryStream();
        if (layout.ByteOrderMark && layout.Charset == "utf-8")
            bytes.Write([0xEF, 0xBB, 0xBF]);
        if (layout.Header is { } header)
            Line(Filled(header));
        foreach (var record in records)
            Line(record);
        if (layout.Trailer is { } trailer)
            Line(Filled(trailer));
        return bytes.ToArray();

        void Line(string text) => bytes.Write(charset.Encode(text + layout.NewLine));

        string Filled(string line) => Fill(line, ("count", records.Count.ToString(CultureInfo.InvariantCulture)), ("number", number), ("date", Date(at)), ("time", Time(at)));
    }

    public static string Date(DateTime at) => at.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Time(DateTime at) => at.ToString("HHmmss", CultureInfo.InvariantCulture);

    public static string Fill(string text, params ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }
}
