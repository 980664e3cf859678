/* A library under the name of Valve's that does nothing, so that a benchmark sees what the extension itself costs.
 *
 * It answers what the calls of the benchmark need; every other function that the extension imports is added as one that returns 0
 * when it is built (`cargo xtask bench`). Its structures are those of the SDK on Linux x86_64. */

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define USER 76561197960265729ULL  /* account 1 of the public universe */
#define FRIEND 76561197960265730ULL
#define LOBBY 109775240917155841ULL

static int object;

#define INTERFACE(name) void *SteamAPI_##name(void) { return &object; }
INTERFACE(SteamNetworking_v006)
INTERFACE(SteamNetworkingMessages_SteamAPI_v002)
INTERFACE(SteamMatchmaking_v009)
INTERFACE(SteamUser_v023)
INTERFACE(SteamFriends_v018)
INTERFACE(SteamUtils_v010)
INTERFACE(SteamApps_v009)

int SteamAPI_InitFlat(char *message) { message[0] = 0; return 0; }
bool SteamAPI_IsSteamRunning(void) { return true; }
int SteamAPI_GetHSteamPipe(void) { return 1; }
uint64_t SteamAPI_ISteamUser_GetSteamID(void *self) { return USER; }
uint32_t SteamAPI_ISteamUtils_GetAppID(void *self) { return 480; }

/* Packets: channel 1 has one of 64 bytes, channel 2 one of 1024, for ever; the others have none. */
static uint32_t packet_bytes(int channel) { return channel == 1 ? 64 : channel == 2 ? 1024 : 0; }

bool SteamAPI_ISteamNetworking_SendP2PPacket(void *self, uint64_t user, const void *data, uint32_t size, int type, int channel) {
	return true;
}

bool SteamAPI_ISteamNetworking_IsP2PPacketAvailable(void *self, uint32_t *size, int channel) {
	*size = packet_bytes(channel);
	return *size > 0;
}

bool SteamAPI_ISteamNetworking_ReadP2PPacket(void *self, void *buffer, uint32_t room, uint32_t *size, void *user, int channel) {
	uint32_t bytes = packet_bytes(channel);
	uint64_t from = FRIEND;
	if (bytes == 0)
		return false;
	*size = bytes < room ? bytes : room;
	memset(buffer, 7, *size);
	memcpy(user, &from, sizeof from);
	return true;
}

bool SteamAPI_ISteamNetworking_GetP2PSessionState(void *self, uint64_t user, uint8_t *state) {
	memset(state, 0, 20);
	state[0] = 1;
	return true;
}

/* Messages: as many as the channel's number, of 64 bytes each. */
typedef struct Message {
	void *data;
	int size;
	uint32_t connection;
	uint8_t identity[136];
	int64_t connection_data;
	int64_t time;
	int64_t number;
	void (*free_data)(struct Message *);
	void (*release)(struct Message *);
	int channel;
	int flags;
	int64_t user_data;
	uint16_t lane;
} Message;

static uint8_t payload[64];
static Message messages[64];

static void release(Message *message) {}

int SteamAPI_ISteamNetworkingMessages_ReceiveMessagesOnChannel(void *self, int channel, Message **out, int most) {
	static int left = -1, last = -1;
	int count, index;
	/* Whoever takes one at a time asks once more than there are. */
	if (left < 0 || last != channel)
		left = channel;
	last = channel;
	if (left == 0) {
		left = -1;
		return 0;
	}
	count = left < most ? left : most;
	if (count > 64)
		count = 64;
	for (index = 0; index < count; index++) {
		Message *message = &messages[index];
		int type = 16, size = 8;
		uint64_t from = FRIEND;
		memset(message, 0, sizeof *message);
		message->data = payload;
		message->size = sizeof payload;
		memcpy(message->identity, &type, 4);
		memcpy(message->identity + 4, &size, 4);
		memcpy(message->identity + 8, &from, 8);
		message->channel = channel;
		message->release = release;
		out[index] = message;
	}
	left -= count;
	if (left == 0 && most > count)
		left = -1;
	return count;
}

void SteamAPI_SteamNetworkingMessage_t_Release(Message *message) {}

int SteamAPI_ISteamNetworkingMessages_SendMessageToUser(void *self, const void *identity, const void *data, uint32_t size, int flags,
		int channel) {
	return 1;
}

/* Texts and members. */
const char *SteamAPI_ISteamMatchmaking_GetLobbyData(void *self, uint64_t lobby, const char *key) { return "a value of some length"; }
const char *SteamAPI_ISteamFriends_GetFriendPersonaName(void *self, uint64_t user) { return "Ada Lovelace"; }
const char *SteamAPI_ISteamFriends_GetPersonaName(void *self) { return "Ada Lovelace"; }
int SteamAPI_ISteamMatchmaking_GetNumLobbyMembers(void *self, uint64_t lobby) { return 4; }
uint64_t SteamAPI_ISteamMatchmaking_GetLobbyMemberByIndex(void *self, uint64_t lobby, int index) { return FRIEND; }
