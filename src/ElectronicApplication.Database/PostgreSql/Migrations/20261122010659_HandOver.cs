using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class HandOver : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Status_Target_DueAt",
                table: "Deliveries");

            migrationBuilder.RenameColumn(
                name: "ClaimedUntil",
                table: "Deliveries",
                newName: "AcceptedAt");

            migrationBuilder.AlterColumn<DateTime>(
                name: "DueAt",
                table: "Deliveries",
                type: "timestamp with time zone",
                nullable: true,
                oldClrType: typeof(DateTime),
                oldType: "timestamp with time zone");

            migrationBuilder.AddColumn<byte[]>(
                name: "Edited",
                table: "Deliveries",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LastDuration",
                table: "Deliveries",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Progress",
                table: "Deliveries",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DeliveryAttempts",
                columns: table => new
                {
                    DeliveryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Duration = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryAttempts", x => new { x.DeliveryId, x.Number, x.At });
                });

            migrationBuilder.CreateTable(
                name: "TargetPauses",
                columns: table => new
                {
                    Target = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TargetPauses", x => x.Target);
                });

            migrationBuilder.CreateTable(
                name: "WorkerBeats",
                columns: table => new
                {
                    Worker = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Targets = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkerBeats", x => x.Worker);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Status_Target_CreatedAt",
                table: "Deliveries",
                columns: new[] { "Status", "Target", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Target_DueAt",
                table: "Deliveries",
                columns: new[] { "Target", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DeliveryAttempts");

            migrationBuilder.DropTable(
                name: "TargetPauses");

            migrationBuilder.DropTable(
                name: "WorkerBeats");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Status_Target_CreatedAt",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Target_DueAt",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "Edited",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "LastDuration",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "Progress",
                table: "Deliveries");

            migrationBuilder.RenameColumn(
                name: "AcceptedAt",
                table: "Deliveries",
                newName: "ClaimedUntil");

            migrationBuilder.AlterColumn<DateTime>(
                name: "DueAt",
                table: "Deliveries",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                oldClrType: typeof(DateTime),
                oldType: "timestamp with time zone",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Status_Target_DueAt",
                table: "Deliveries",
                columns: new[] { "Status", "Target", "DueAt" });
        }
    }
}
