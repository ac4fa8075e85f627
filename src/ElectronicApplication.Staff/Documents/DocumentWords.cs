using ElectronicApplication.Core.Documents;
using ElectronicApplication.Web;

namespace ElectronicApplication.Staff.Documents;

/// <summary>Issued documents in the words of the desk.</summary>
internal static class DocumentWords
{
    public static string State(IssuedDocument document) => document.State switch
    {
        DocumentState.Withdrawn => "取消し",
        DocumentState.Replaced => "差替え",
        _ when document.Delivery == DocumentDelivery.Post => document.PostedOn is null ? "未発送" : "発送済み",
        _ => document.ReachedAt is null ? "未到達" : "到達",
    };

    public static string Tone(IssuedDocument document) => document.State != DocumentState.Issued ? "" : document.PostedOn is null && document.ReachedAt is null ? "warn" : "good";

    public static string Delivery(IssuedDocument document) => document switch
    {
        { State: not DocumentState.Issued, EndedAt: { } ended } => $"{JapaneseDates.Moment(ended)} に{(document.State == DocumentState.Withdrawn ? "取り消しました" : "差し替えました")}",
        { Delivery: DocumentDelivery.Post, PostedOn: { } day } => $"{JapaneseDates.Short(day)} に発送（{document.PostedBy}）",
        { Delivery: DocumentDelivery.Post } => "郵送で交付。まだ発送していません",
        { ReachedAt: { } reached } => $"{JapaneseDates.Moment(reached)} に申請者が受け取りました（到達）",
        _ => "ポータルで交付。申請者はまだ受け取っていません",
    };
}
